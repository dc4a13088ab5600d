import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { givesReceipts, giveReceipts, showPresence, showsPresence } from '../../policy/policy';
import { WithPolicy } from '../../policy/ui/WithPolicy';
import { Toggle } from '../../ui/Toggle';
import { words } from '../../words';
import { preferences } from '../preferences';

/** What others learn of this person, and what can be done about it. */
export function Privacy() {
  const { policies } = useSession();
  const { relayOnly, showTyping } = useStore(preferences);
  const { privacy } = words.settings;
  return (
    <>
      <Toggle label={privacy.relayOnly} hint={privacy.relayOnlyHint} on={relayOnly} onChange={(on) => preferences.set('relayOnly', on)} />
      <Toggle label={privacy.showTyping} hint={privacy.showTypingHint} on={showTyping} onChange={(on) => preferences.set('showTyping', on)} />
      <WithPolicy where={privacy.everywhere}>
        {(policy) => (
          <>
            <Toggle label={privacy.presence} hint={privacy.presenceHint} on={showsPresence(policy)} onChange={(on) => policies.change(showPresence(on))} />
            <Toggle label={privacy.receipts} hint={privacy.receiptsHint} on={givesReceipts(policy)} onChange={(on) => policies.change(giveReceipts(on))} />
          </>
        )}
      </WithPolicy>
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
