import { useStore } from '../../app/useStore';
import { Toggle } from '../../ui/Toggle';
import { words } from '../../words';
import { preferences } from '../preferences';

/** What others learn of this person, and what can be done about it. */
export function Privacy() {
  const { relayOnly } = useStore(preferences);
  const { privacy } = words.settings;
  return (
    <>
      <Toggle label={privacy.relayOnly} hint={privacy.relayOnlyHint} on={relayOnly} onChange={(on) => preferences.set('relayOnly', on)} />
      <section className="card">
        <h2>{privacy.seen}</h2>
        <dl className="facts">
          <dt>{privacy.calls}</dt>
          <dd>{privacy.callsText}</dd>
          <dt>{privacy.messages}</dt>
          <dd>{privacy.messagesText}</dd>
          <dt>{privacy.server}</dt>
          <dd>{privacy.serverText}</dd>
        </dl>
      </section>
    </>
  );
}
