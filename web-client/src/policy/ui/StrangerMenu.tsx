import { useState } from 'react';
import { go } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { Menu } from '../../ui/Menu';
import { Sheet } from '../../ui/Sheet';
import { words } from '../../words';
import { explainBlock } from './BlockByAddress';
import { SureToBlock } from './SureToBlock';
import { useBlocked } from './useBlocked';

/** Beside a call of somebody unknown: they become a contact, or reach this person no more. */
export function StrangerMenu({ address, name }: { address: string; name: string }) {
  const { blocklist } = useSession();
  const [asking, setAsking] = useState(false);
  const blocked = useBlocked()(address);
  const { problem, setProblem, run } = useAction(explainBlock);
  return (
    <>
      <Menu
        label={words.calls.more(name)}
        items={[
          { label: words.calls.add, icon: 'plus', onSelect: () => go({ screen: 'add', address, name: '' }) },
          blocked
            ? { label: words.blocked.unblock, icon: 'block', onSelect: () => run(() => blocklist.unblock(address)) }
            : { label: words.blocked.block, icon: 'block', danger: true, onSelect: () => setAsking(true) },
        ]}
      />
      {asking && (
        <SureToBlock name={name} onConfirm={() => run(() => blocklist.block(address))} onClose={() => setAsking(false)} />
      )}
      {problem !== undefined && (
        <Sheet title={words.blocked.block} text={problem} onClose={() => setProblem(undefined)}>
          {null}
        </Sheet>
      )}
    </>
  );
}
