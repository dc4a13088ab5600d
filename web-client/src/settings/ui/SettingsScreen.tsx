import { lazy, type ReactNode, Suspense } from 'react';
import { DeleteAccount } from '../../account/ui/DeleteAccount';
import type { SettingsSection } from '../../app/router';
import { Devices } from '../../devices/ui/Devices';
import { BackLink } from '../../ui/BackLink';
import { Skeleton } from '../../ui/Skeleton';
import { words } from '../../words';
import { About } from './About';
import { Alerts } from './Alerts';
import { Key } from './Key';
import { Look } from './Look';
import { NotLoaded } from './NotLoaded';
import { Privacy } from './Privacy';
import { Profile } from './Profile';
import { Shortcuts } from './Shortcuts';

/** Their own part of the page: few people look at them, and none of them often. */
const PolicyPages = lazy(() =>
  import('../../policy/ui/PolicyPages').then(({ PolicyPages: Pages }) => ({ default: Pages }), () => ({ default: NotLoaded })),
);

const DoctorPage = lazy(() =>
  import('../../doctor/ui/DoctorPage').then(({ DoctorPage: Page }) => ({ default: Page }), () => ({ default: NotLoaded })),
);
const DeviceCheckPage = lazy(() =>
  import('../../call/ui/DeviceCheckPage').then(({ DeviceCheckPage: Page }) => ({ default: Page }), () => ({ default: NotLoaded })),
);

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
    case 'reach':
    case 'quiet':
    case 'hours':
    case 'blocked':
      return (
        <Loading>
          <PolicyPages section={section} />
        </Loading>
      );
    case 'look':
      return <Look />;
    case 'alerts':
      return <Alerts />;
    case 'privacy':
      return <Privacy />;
    case 'media':
      return (
        <Loading>
          <DeviceCheckPage />
        </Loading>
      );
    case 'connection':
      return (
        <Loading>
          <DoctorPage />
        </Loading>
      );
    case 'devices':
      return <Devices />;
    case 'key':
      return <Key />;
    case 'shortcuts':
      return <Shortcuts />;
    case 'about':
      return <About />;
    case 'delete':
      return <DeleteAccount />;
    default:
      return section satisfies never;
  }
}

function Loading({ children }: { children: ReactNode }) {
  return <Suspense fallback={<Skeleton forCode />}>{children}</Suspense>;
}
