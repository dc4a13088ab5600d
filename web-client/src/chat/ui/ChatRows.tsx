import { useState } from 'react';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { useNames } from '../../people/ui/useNames';
import { useReceipts } from '../../policy/ui/useReceipts';
import type { ConversationSummary } from '../db';
import { isMuted } from '../muted';
import { ChatRow } from './ChatRow';
import { RowMenu } from './ConversationMenu';
import { previewOf } from './preview';
import { useMuteClock } from './useMuteClock';

/** Conversations, each with what can be done with it. */
export function ChatRows({ conversations, chosen }: { conversations: readonly ConversationSummary[]; chosen: string | undefined }) {
  const { chat } = useSession();
  const typing = useStore(chat.typing);
  const drafts = useStore(chat.drafts);
  const receipts = useReceipts();
  const nameOf = useNames();
  const now = useMuteClock(conversations);
  /** Counted: somebody may ask for the same one again. */
  const [asked, setAsked] = useState({ peer: '', at: document.body, times: 0 });
  const onMenu = (peer: string, at: HTMLElement) => setAsked(({ times }) => ({ peer, at, times: times + 1 }));
  return (
    <>
      <ul className="rows chat-rows">
        {conversations.map((summary) => {
          const { peer } = summary;
          // The draft of the open one is in the composer.
          const draft = peer === chosen ? '' : (drafts.get(peer) ?? '');
          return (
            <li key={summary.conversation}>
              <ChatRow
                summary={summary}
                name={nameOf(peer)}
                preview={previewOf(summary, { typing: typing.has(peer), draft, receipts })}
                chosen={peer === chosen}
                muted={isMuted(summary, now)}
                onMenu={onMenu}
              />
            </li>
          );
        })}
      </ul>
      {asked.times > 0 && <RowMenu key={asked.times} peer={asked.peer} at={asked.at} />}
    </>
  );
}
