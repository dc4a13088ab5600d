import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { Icon } from '../../ui/Icon';
import { Toggle } from '../../ui/Toggle';
import { words } from '../../words';
import { preferences } from '../preferences';

/** What is heard and felt, and whether this page may be heard at all. */
export function Alerts() {
  const { calls } = useSession();
  const { audible } = useStore(calls);
  const { ringSound, messageSound, vibration } = useStore(preferences);
  return (
    <>
      <div className="card" role="status">
        <p className="settings-row">
          <Icon name={audible && ringSound ? 'bell' : 'bellOff'} />
          {!ringSound ? words.alerts.ringOff : audible ? words.alerts.audible : words.alerts.silent}
        </p>
      </div>
      <Toggle label={words.alerts.ring} hint={words.alerts.ringHint} on={ringSound} onChange={(on) => preferences.set('ringSound', on)} />
      <div className="buttons">
        <button type="button" onClick={() => calls.testRing()}>
          {words.alerts.test}
        </button>
      </div>
      <Toggle label={words.alerts.message} on={messageSound} onChange={(on) => preferences.set('messageSound', on)} />
      <Toggle label={words.alerts.vibration} hint={words.alerts.vibrationHint} on={vibration} onChange={(on) => preferences.set('vibration', on)} />
      <p className="hint">{words.alerts.perDevice}</p>
    </>
  );
}
