import { useState } from 'react';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { Problem } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { words } from '../../words';
import { explainBlock } from './BlockByAddress';
import { SureToBlock } from './SureToBlock';

/** Blocks somebody, after it was said what that does. */
export function Block({ address, name, className = '' }: { address: string; name: string; className?: string }) {
  const { blocklist } = useSession();
  const [asking, setAsking] = useState(false);
  const { busy, problem, run } = useAction(explainBlock);
  return (
    <>
      <button type="button" className={className} disabled={busy} onClick={() => setAsking(true)}>
        <Icon name="block" size={20} />
        {busy ? words.blocked.blocking : words.blocked.block}
      </button>
      <Problem text={problem} />
      {asking && (
        <SureToBlock name={name} onConfirm={() => run(() => blocklist.block(address))} onClose={() => setAsking(false)} />
      )}
    </>
  );
}

/** Says that somebody is blocked, and undoes it. */
export function IsBlocked({ address }: { address: string }) {
  const { blocklist } = useSession();
  const { busy, problem, run } = useAction();
  return (
    <section className="card is-blocked">
      <h2>{words.blocked.isBlocked}</h2>
      <p>{words.blocked.isBlockedText}</p>
      <Problem text={problem} />
      <div className="buttons">
        <button type="button" disabled={busy} onClick={() => run(() => blocklist.unblock(address))}>
          {words.blocked.unblock}
        </button>
      </div>
    </section>
  );
}
