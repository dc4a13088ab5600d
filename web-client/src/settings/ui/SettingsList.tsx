import { hrefOf, SETTINGS, type SettingsSection } from '../../app/router';
import { Icon, type IconName } from '../../ui/Icon';
import { words } from '../../words';

const ICONS: Record<SettingsSection, IconName> = {
  profile: 'people',
  look: 'palette',
  alerts: 'bell',
  privacy: 'shield',
  key: 'key',
  shortcuts: 'keyboard',
  about: 'info',
};

export function SettingsList({ chosen }: { chosen: SettingsSection | undefined }) {
  return (
    <>
      <header className="pane-head">
        <h1>{words.settings.title}</h1>
      </header>
      <ul className="rows scroll">
        {SETTINGS.map((section) => (
          <li key={section}>
            <a className="row" href={hrefOf({ screen: 'settings', section })} aria-current={section === chosen ? 'true' : undefined}>
              <Icon name={ICONS[section]} />
              <span className="row-title">{words.settings.sections[section]}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
