import { hrefOf, SETTINGS, type SettingsSection } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { Avatar } from '../../ui/Avatar';
import { Icon, type IconName } from '../../ui/Icon';
import { useAboutPolicy } from '../../policy/ui/useAboutPolicy';
import { words } from '../../words';

const ICONS: Record<Exclude<SettingsSection, 'profile'>, IconName> = {
  reach: 'people',
  quiet: 'moon',
  hours: 'clock',
  blocked: 'block',
  look: 'palette',
  alerts: 'bell',
  privacy: 'shield',
  media: 'mic',
  connection: 'pulse',
  devices: 'devices',
  key: 'key',
  shortcuts: 'keyboard',
  about: 'info',
  delete: 'trash',
};

export function SettingsList({ chosen }: { chosen: SettingsSection | undefined }) {
  const { contacts, link } = useSession();
  const { myName } = useStore(contacts);
  const about = useAboutPolicy();
  return (
    <>
      <header className="pane-head">
        <h1>{words.settings.title}</h1>
      </header>
      <ul className="rows scroll settings-list">
        {SETTINGS.map((section) => (
          <li key={section} data-section={section}>
            <a
              className={section === 'profile' ? 'row own-row' : 'row'}
              href={hrefOf({ screen: 'settings', section })}
              aria-current={section === chosen ? 'true' : undefined}
            >
              {section === 'profile' ? (
                <Avatar name={myName} address={link.address} />
              ) : (
                <span className="settings-icon">
                  <Icon name={ICONS[section]} />
                </span>
              )}
              <span className="row-text">
                <bdi className="row-title">{section === 'profile' ? myName : words.settings.sections[section]}</bdi>
                <span className="row-sub">{section === 'profile' ? words.settings.sections.profile : (about[section] ?? words.settings.about[section])}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
