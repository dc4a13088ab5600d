import { Fragment } from 'react';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { useStore } from '../../app/useStore';
import { words } from '../../words';
import type { StoredMessage } from '../../protocol';
import { Problem } from '../../ui/Field';
import type { ConversationView } from '..';
import type { ConversationRow, OutboxRow } from '../db';
import { bodyOf, textOf } from './bodyOf';
import { clockTime, dayMark, dayOf } from './times';

/** The messages in order, what is on its way below them. The scroller stays at the newest by itself (layout.css). */
export function MessageList({ conversation, name }: { conversation: ConversationView; name: string }) {
  const { link } = useSession();
  const state = useStore(conversation);
  const { busy, problem, run } = useAction();
  return (
    <div className="messages scroll" role="log" aria-label={words.conversation.with(name)} tabIndex={0}>
      <div className="messages-inner">
        <Problem text={problem} />
        {state?.hasEarlier && (
          <button className="quiet earlier" disabled={busy} onClick={() => run(() => conversation.showEarlier())}>
            {words.conversation.earlier}
          </button>
        )}
        {state?.messages.length === 0 && state.waiting.length === 0 && <p className="nothing">{words.conversation.empty}</p>}
        <ol>
          {state?.messages.map((message, at) => (
            <Fragment key={message.seq}>
              {dayOf(message.at) !== dayOf(state.messages[at - 1]?.at ?? 0) && <li className="day">{dayMark(message.at)}</li>}
              <Bubble message={message} mine={message.from === link.address} row={state.row} />
            </Fragment>
          ))}
          {state?.waiting.map((row) => <Waiting key={row.clientId} row={row} conversation={conversation} />)}
        </ol>
      </div>
    </div>
  );
}

function Bubble({ message, mine, row }: { message: StoredMessage; mine: boolean; row: ConversationRow | undefined }) {
  return (
    <li className={`bubble ${mine ? 'mine' : 'theirs'} ${message.kind === 'text' ? '' : 'placeholder'}`}>
      <p dir="auto">{bodyOf(message)}</p>
      <p className="meta">
        <time dateTime={new Date(message.at).toISOString()}>{clockTime(message.at)}</time>
        {mine && <Ticks state={stateOf(message.seq, row)} />}
      </p>
    </li>
  );
}

function Waiting({ row, conversation }: { row: OutboxRow; conversation: ConversationView }) {
  const { problem, run } = useAction();
  const failed = row.failed !== undefined;
  return (
    <li className={`bubble mine ${failed ? 'failed' : 'waiting'}`}>
      <p dir="auto">{textOf(row.frame)}</p>
      <p className="meta">
        <time dateTime={new Date(row.at).toISOString()}>{clockTime(row.at)}</time>
        <Ticks state={failed ? 'failed' : 'waiting'} />
      </p>
      {row.failed !== undefined && (
        <>
          <Problem text={problem ?? words.error(row.failed)} />
          <p className="buttons">
            <button onClick={() => run(() => conversation.tryAgain(row.clientId))}>{words.conversation.tryAgain}</button>
            <button onClick={() => run(() => conversation.drop(row.clientId))}>{words.conversation.remove}</button>
          </p>
        </>
      )}
    </li>
  );
}

type MessageState = keyof typeof words.conversation.state;

function stateOf(seq: number, row: ConversationRow | undefined): MessageState {
  if (row && seq <= row.peerReadUpTo) return 'read';
  return row && seq <= row.peerDeliveredUpTo ? 'delivered' : 'sent';
}

const MARK: Record<MessageState, string> = { waiting: '◷', sent: '✓', delivered: '✓✓', read: '✓✓', failed: '!' };

const Ticks = ({ state }: { state: MessageState }) => (
  <span className={`ticks ${state}`} role="img" aria-label={words.conversation.state[state]} title={words.conversation.state[state]}>
    {MARK[state]}
  </span>
);
