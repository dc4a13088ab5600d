import { hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { words } from '../../words';
import { useNames } from '../../people/ui/useNames';
import { Avatar } from '../../ui/Avatar';
import { type ConversationSummary, MOST_UNREAD } from '../db';
import { bodyOf, textOf } from './bodyOf';
import { listTime } from './times';

export function ChatList({ chosen }: { chosen: string | undefined }) {
  const { chat } = useSession();
  const conversations = useStore(chat.conversations);
  const typing = useStore(chat.typing);
  return (
    <>
      <header className="pane-head">
        <h1>{words.chats.title}</h1>
        <a className="button primary" href={hrefOf({ screen: 'add', address: '', name: '' })}>
          {words.people.add}
        </a>
      </header>
      <div className="scroll">
        {conversations?.length === 0 && <p className="nothing">{words.chats.empty}</p>}
        <ul className="rows">
          {conversations?.map((row) => (
            <li key={row.conversation}>
              <ChatRow row={row} chosen={row.peer === chosen} typing={typing.has(row.peer)} />
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

function ChatRow({ row, chosen, typing }: { row: ConversationSummary; chosen: boolean; typing: boolean }) {
  const name = useNames()(row.peer);
  return (
    <a className="row" href={hrefOf({ screen: 'chat', peer: row.peer })} aria-current={chosen ? 'true' : undefined}>
      <Avatar name={name} address={row.peer} />
      <span className="row-text">
        <span className="row-line">
          <bdi className="row-title">{name}</bdi>
          {row.lastAt > 0 && <time className="row-time">{listTime(row.lastAt)}</time>}
        </span>
        <span className="row-line">
          <bdi className="row-sub">{typing ? words.chats.typing : previewOf(row)}</bdi>
          {row.unread > 0 && (
            <span className="badge">
              <span aria-hidden="true">{row.unread >= MOST_UNREAD ? `${MOST_UNREAD - 1}+` : row.unread}</span>
              <span className="visually-hidden">{words.chats.unread(row.unread, MOST_UNREAD)}</span>
            </span>
          )}
        </span>
      </span>
    </a>
  );
}

function previewOf({ last, waiting, peer }: ConversationSummary): string | undefined {
  if (waiting) return words.chats.you(textOf(waiting.frame));
  return last && (last.from === peer ? bodyOf(last) : words.chats.you(bodyOf(last)));
}
