import { memo } from 'react';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { Problem } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { IconButton } from '../../ui/IconButton';
import { words } from '../../words';
import type { ConversationView } from '..';
import { bodyOf, textOf } from './bodyOf';
import { isOnlyEmoji } from './emoji';
import { beginningOf } from './limits';
import { callText } from './preview';
import { RichText } from './RichText';
import type { MessageRow, WaitingRow } from './rows';
import { Ticks } from './Ticks';
import { clockTime, fullTime } from './times';

export interface BubbleActions {
  readonly conversation: ConversationView;
  /** The person wants to do something with this text; the element is where. */
  readonly onActions: (text: string, at: HTMLElement) => void;
  readonly onUnfold: (key: string) => void;
}

interface Props extends BubbleActions {
  readonly row: MessageRow | WaitingRow;
  /** Who wrote it, as it is read out. */
  readonly writer: string;
  readonly unfolded: boolean;
  /** The one of all whose actions are reached by Tab; from there arrows lead to the others. */
  readonly tabbable: boolean;
}

/** A message. What it offers to do shows when somebody points at it or comes to it by keyboard. */
export const Bubble = memo(function Bubble({ row, writer, unfolded, tabbable, conversation, onActions, onUnfold }: Props) {
  const text = row.kind === 'message' ? bodyOf(row.message) : textOf(row.waiting.frame);
  const kind = row.kind === 'message' ? row.message.kind : 'text';
  const isText = kind === 'text';
  const large = isText && isOnlyEmoji(text);
  const edges = `${row.first ? 'first' : ''} ${row.last ? 'last' : ''}`;
  return (
    <div className={`turn ${row.mine ? 'mine' : 'theirs'} ${edges}`}>
      <div
        className={`bubble ${row.state} ${isText ? '' : 'placeholder'} ${large ? 'large' : ''}`}
        onContextMenu={(event) => {
          // A link and a selection have a menu of the browser's own, which is the better one.
          if (!isText || event.target instanceof HTMLAnchorElement || getSelection()?.isCollapsed === false) return;
          event.preventDefault();
          onActions(text, event.currentTarget);
        }}
      >
        {row.first && <span className="visually-hidden">{writer}</span>}
        {row.kind === 'message' && kind === 'call' ? (
          <MissedCall row={row} conversation={conversation} />
        ) : (
          <Text text={text} unfolded={unfolded} onUnfold={() => onUnfold(row.key)} />
        )}
        <span className="meta">
          <time dateTime={new Date(row.at).toISOString()} title={fullTime(row.at)}>
            {clockTime(row.at)}
          </time>
          {row.mine && kind !== 'call' && <Ticks state={row.state} />}
        </span>
        {row.kind === 'waiting' && row.waiting.failed !== undefined && <Failed row={row} code={row.waiting.failed} conversation={conversation} />}
      </div>
      {isText && (
        <IconButton
          icon="more"
          label={words.conversation.actions}
          className="turn-more"
          aria-haspopup="menu"
          tabIndex={tabbable ? 0 : -1}
          onClick={(event) => onActions(text, event.currentTarget)}
        />
      )}
    </div>
  );
});

function Text({ text, unfolded, onUnfold }: { text: string; unfolded: boolean; onUnfold: () => void }) {
  const beginning = unfolded ? undefined : beginningOf(text);
  return (
    <>
      <p className="said" dir="auto">
        <RichText text={beginning ?? text} />
      </p>
      {beginning !== undefined && (
        <button type="button" className="quiet unfold" onClick={onUnfold}>
          {words.conversation.showMore}
        </button>
      )}
    </>
  );
}

function MissedCall({ row, conversation }: { row: MessageRow; conversation: ConversationView }) {
  const { calls } = useSession();
  return (
    <>
      <p className={`said missed ${row.mine ? '' : 'danger-text'}`}>
        <Icon name={row.mine ? 'outgoing' : 'missed'} size={20} />
        {callText(row.message, conversation.peer)}
      </p>
      <button type="button" className="call-back" onClick={() => calls.place(conversation.peer, 'audio')}>
        <Icon name="calls" size={20} />
        {row.mine ? words.conversation.callAgain : words.conversation.callBack}
      </button>
    </>
  );
}

function Failed({ row, code, conversation }: { row: WaitingRow; code: string; conversation: ConversationView }) {
  const { problem, run } = useAction();
  return (
    <div className="failure">
      <Problem text={problem ?? words.error(code)} />
      <p className="buttons">
        <button type="button" onClick={() => run(() => conversation.tryAgain(row.waiting.clientId))}>
          {words.conversation.tryAgain}
        </button>
        <button type="button" onClick={() => run(() => conversation.drop(row.waiting.clientId))}>
          {words.conversation.remove}
        </button>
      </p>
    </div>
  );
}
