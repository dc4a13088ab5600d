import type { SettingsSection } from '../../app/router';
import { Devices } from '../../devices/ui/Devices';
import { BackLink } from '../../ui/BackLink';
import { words } from '../../words';
import { About } from './About';
import { Alerts } from './Alerts';
import { Key } from './Key';
import { Look } from './Look';
import { Privacy } from './Privacy';
import { Profile } from './Profile';
import { Shortcuts } from './Shortcuts';

/** One part of the settings. What is chosen counts at once. */
export function SettingsScreen({ section }: { section: SettingsSection }) {
  return (
    <>
      <header className="pane-head">
        <BackLink to={{ screen: 'settings' }} />
        <h1>{words.settings.sections[section]}</h1>
      </header>
      {/* There may be nothing else in it that a keyboard could scroll it by. */}
      <div className="scroll padded" tabIndex={0}>
        <Section section={section} />
      </div>
    </>
  );
}

function Section({ section }: { section: SettingsSection }) {
  switch (section) {
    case 'profile':
      return <Profile />;
    case 'look':
      return <Look />;
    case 'alerts':
      return <Alerts />;
    case 'privacy':
      return <Privacy />;
    case 'devices':
      return <Devices />;
    case 'key':
      return <Key />;
    case 'shortcuts':
      return <Shortcuts />;
    case 'about':
      return <About />;
    default:
      return section satisfies never;
  }
}
