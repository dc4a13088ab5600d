import { type ReactNode, useState } from 'react';
import { go, goInstead, routeOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { useStore } from '../../app/useStore';
import { useNames } from '../../people/ui/useNames';
import { Confirm } from '../../ui/Confirm';
import { Menu, MenuAt, type MenuItem } from '../../ui/Menu';
import { Sheet } from '../../ui/Sheet';
import { words } from '../../words';
import { isMuted, QUIET, quietUntil } from '../muted';

/** What can be done with the conversation that is open. */
export function ConversationMenu({ peer }: { peer: string }) {
  const { items, asked } = useDeeds(peer);
  const search: MenuItem = { label: words.search.open, icon: 'search', onSelect: () => go({ screen: 'search', peer, query: '' }) };
  return (
    <>
      <Menu label={words.conversation.menu} items={[search, ...items]} />
      {asked}
    </>
  );
}

/** The same for one in the list, where somebody asked for it. Lasts as long as what it asks. */
export function RowMenu({ peer, at }: { peer: string; at: HTMLElement }) {
  const [open, setOpen] = useState(true);
  const { items, asked } = useDeeds(peer);
  return (
    <>
      {open && <MenuAt at={at} label={words.conversation.menu} items={items} onClose={() => setOpen(false)} />}
      {asked}
    </>
  );
}

function useDeeds(peer: string): { items: readonly MenuItem[]; asked: ReactNode } {
  const { chat, link } = useSession();
  const summary = useStore(chat.conversations)?.find((each) => each.peer === peer);
  const name = useNames()(peer);
  const [sure, setSure] = useState(false);
  const { problem, setProblem, run } = useAction();
  // Of one that nobody has written in there is nothing to keep.
  if (!summary) return { items: [], asked: null };
  const { mutedUntil, archived = false } = summary;
  const muted = isMuted(summary, link.now());
  const keep = (change: { mutedUntil?: number | undefined; archived?: boolean }) =>
    void chat.keep(peer, { mutedUntil: muted ? mutedUntil : undefined, archived, ...change }).catch(reportError);
  const mutes: readonly MenuItem[] = muted
    ? [{ label: words.conversation.unmute, icon: 'bell', onSelect: () => keep({ mutedUntil: undefined }) }]
    : QUIET.map((how) => ({ label: words.conversation.mute[how], icon: 'bellOff', onSelect: () => keep({ mutedUntil: quietUntil(how, link.now()) }) }));
  const items: readonly MenuItem[] = [
    ...mutes,
    { label: archived ? words.conversation.unarchive : words.conversation.archive, icon: 'archive', onSelect: () => keep({ archived: !archived }) },
    { label: words.conversation.clear, icon: 'trash', danger: true, onSelect: () => setSure(true) },
  ];
  const clear = async () => {
    await chat.clear(peer);
    const route = routeOf(location.hash);
    if (route.screen === 'chat' && route.peer === peer) goInstead({ screen: 'chats' });
  };
  const asked = (
    <>
      {sure && (
        <Confirm
          title={words.conversation.sureClear}
          text={words.conversation.clearText(name)}
          action={words.conversation.clear}
          onConfirm={() => run(clear)}
          onClose={() => setSure(false)}
        />
      )}
      {problem !== undefined && (
        <Sheet title={words.conversation.notCleared} text={problem} onClose={() => setProblem(undefined)}>
          {null}
        </Sheet>
      )}
    </>
  );
  return { items, asked };
}
