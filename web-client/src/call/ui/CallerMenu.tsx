import * as Dropdown from '@radix-ui/react-dropdown-menu';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { explainBlock } from '../../policy/ui/BlockByAddress';
import { Problem } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { IconButton } from '../../ui/IconButton';
import { words } from '../../words';

/** What else can be done with somebody unknown who calls. `blocked` is told once they are. */
export function CallerMenu({ peer, blocked }: { peer: string; blocked: () => void }) {
  const { blocklist } = useSession();
  const { busy, problem, run } = useAction(explainBlock);
  const block = () =>
    run(async () => {
      await blocklist.block(peer);
      blocked();
    });
  return (
    <>
      <Dropdown.Root modal={false}>
        <Dropdown.Trigger asChild>
          <IconButton icon="more" label={words.call.more} disabled={busy} />
        </Dropdown.Trigger>
        {/* Not at the end of the page: it belongs to the call. */}
        <Dropdown.Content className="menu call-menu" side="top" align="center" sideOffset={8} collisionPadding={8}>
          <Dropdown.Item className="menu-item danger-text" onSelect={block}>
            <Icon name="block" size={20} />
            {words.call.block}
          </Dropdown.Item>
        </Dropdown.Content>
      </Dropdown.Root>
      <Problem text={problem} />
    </>
  );
}
