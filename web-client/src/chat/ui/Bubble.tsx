import { memo } from 'react';
import { useSession } from '../../app/sessionContext';
import type { StoredMessage } from '../../protocol';
import { Icon } from '../../ui/Icon';
import { IconButton } from '../../ui/IconButton';
import { words } from '../../words';
import type { ConversationView } from '..';
import { isTakenBack } from '../changes';
import { bodyOf, textOf } from './bodyOf';
import { hasDeeds } from './deeds';
import { isOnlyEmoji } from './emoji';
import { Failed } from './Failed';
import { beginningOf } from './limits';
import { callText } from './preview';
import { Quote } from './Quote';
import { Reactions } from './Reactions';
import { RichText } from './RichText';
import type { MessageRow, WaitingRow } from './rows';
import { Ticks } from './Ticks';
import { clockTime, fullTime } from './times';
import { useLongPress } from './useLongPress';

export interface BubbleActions {
  readonly conversation: ConversationView;
  /** The person wants to do something with this message; the element is where. */
  readonly onActions: (row: MessageRow | WaitingRow, at: HTMLElement) => void;
  readonly onUnfold: (key: string) => void;
  /** The person wants to see the message that this one answers. */
  readonly onJump: (message: string) => void;
}

interface Props extends BubbleActions {
  readonly row: MessageRow | WaitingRow;
  /** Of the other. */
  readonly name: string;
  readonly unfolded: boolean;
  /** The one of all whose actions are reached by Tab; from there arrows lead to the others. */
  readonly tabbable: boolean;
  /** Somebody was led here. */
  readonly pointed: boolean;
}

/** A message. What it offers to do shows when somebody points at it or comes to it by keyboard. */
export const Bubble = memo(function Bubble(props: Props) {
  const { row, name, unfolded, tabbable, pointed, conversation, onActions, onUnfold, onJump } = props;
  const message = row.kind === 'message' ? row.message : undefined;
  const text = row.kind === 'message' ? bodyOf(row.message) : textOf(row.waiting.frame);
  const isText = message ? message.kind === 'text' && !isTakenBack(message) : isTextFrame(row);
  const isCall = message?.kind === 'call';
  const large = isText && row.about === undefined && isOnlyEmoji(text);
  const hasActions = hasDeeds(row);
  const longPress = useLongPress((at) => onActions(row, at));
  const person = (mine: boolean) => (mine ? words.conversation.you : name);
  const kinds = [row.first && 'first', row.last && 'last', message?.reactions && 'has-reactions', pointed && 'pointed'];
  return (
    <div className={`turn ${row.mine ? 'mine' : 'theirs'} ${kinds.filter(Boolean).join(' ')}`} tabIndex={-1} ref={pointed ? focus : undefined}>
      <div
        className={`bubble ${row.state} ${isText ? '' : 'placeholder'} ${large ? 'large' : ''}`}
        onContextMenu={(event) => {
          // A link and a selection have a menu of the browser's own, which is the better one.
          if (!hasActions || event.target instanceof HTMLAnchorElement || getSelection()?.isCollapsed === false) return;
          event.preventDefault();
          onActions(row, event.currentTarget);
        }}
        {...(hasActions ? longPress : {})}
      >
        {row.first && <span className="visually-hidden">{words.conversation.says(person(row.mine), '')}</span>}
        {row.about !== undefined && (
          <Quote id={row.about} quoted={row.quoted} writer={person(row.quoted?.from !== conversation.peer)} onJump={onJump} />
        )}
        {message && isCall ? (
          <MissedCall message={message} mine={row.mine} fixed={row.fixed === true} conversation={conversation} />
        ) : (
          <Text text={text} unfolded={unfolded} gone={message !== undefined && isTakenBack(message)} onUnfold={() => onUnfold(row.key)} />
        )}
        <span className="meta">
          {message?.editedAt !== undefined && <span title={words.conversation.editedAt(fullTime(message.editedAt))}>{words.conversation.edited}</span>}
          <time dateTime={new Date(row.at).toISOString()} title={fullTime(row.at)}>
            {clockTime(row.at)}
          </time>
          {row.mine && !isCall && !(message && isTakenBack(message)) && <Ticks state={row.state} />}
        </span>
        {row.kind === 'waiting' && row.waiting.failed !== undefined && <Failed row={row} code={row.waiting.failed} conversation={conversation} />}
        {message?.reactions && <Reactions message={message} conversation={conversation} name={name} />}
      </div>
      {hasActions && (
        <IconButton
          icon="more"
          label={words.conversation.actions}
          className="turn-more"
          aria-haspopup="menu"
          tabIndex={tabbable ? 0 : -1}
          onClick={(event) => onActions(row, event.currentTarget)}
        />
      )}
    </div>
  );
});

const isTextFrame = (row: MessageRow | WaitingRow): boolean =>
  row.kind === 'waiting' && (row.waiting.frame.type === 'msg:send' || row.waiting.frame.type === 'msg:edit');

const focus = (turn: HTMLElement | null): void => turn?.focus({ preventScroll: true });

function Text({ text, unfolded, gone, onUnfold }: { text: string; unfolded: boolean; gone: boolean; onUnfold: () => void }) {
  const beginning = unfolded ? undefined : beginningOf(text);
  return (
    <>
      <p className={`said ${gone ? 'gone' : ''}`} dir="auto">
        {gone && <Icon name="block" size={16} />}
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

function MissedCall({ message, mine, fixed, conversation }: { message: StoredMessage; mine: boolean; fixed: boolean; conversation: ConversationView }) {
  const { calls } = useSession();
  return (
    <>
      <p className={`said missed ${mine ? '' : 'danger-text'}`}>
        <Icon name={mine ? 'outgoing' : 'missed'} size={20} />
        {callText(message, conversation.peer)}
      </p>
      {!fixed && (
        <button type="button" className="call-back" onClick={() => calls.place(conversation.peer, message.media ?? 'audio')}>
          <Icon name={message.media === 'video' ? 'video' : 'calls'} size={20} />
          {mine ? words.conversation.callAgain : words.conversation.callBack}
        </button>
      )}
    </>
  );
}
