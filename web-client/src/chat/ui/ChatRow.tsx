import { type ReactNode, useRef } from 'react';
import { hrefOf } from '../../app/router';
import { Avatar } from '../../ui/Avatar';
import { Icon } from '../../ui/Icon';
import { words } from '../../words';
import type { ConversationSummary } from '../db';
import type { Preview } from './preview';
import { Ticks } from './Ticks';
import { fullTime, listTime } from './times';
import { UnreadBadge } from './UnreadBadge';
import { useLongPress } from './useLongPress';

interface Props {
  readonly summary: ConversationSummary;
  readonly name: string;
  /** The name as it is shown, where something in it is marked. */
  readonly title?: ReactNode;
  readonly preview: Preview;
  readonly chosen: boolean;
  readonly muted: boolean;
  /** What was searched for, where it goes on beside the conversation. */
  readonly query?: string;
  /** The person wants to do something with this conversation; the element is where. */
  readonly onMenu?: (peer: string, at: HTMLElement) => void;
}

export function ChatRow({ summary, name, title = name, preview, chosen, muted, query, onMenu }: Props) {
  const { peer, lastAt, unread } = summary;
  const pressed = useRef(false);
  const longPress = useLongPress((at) => {
    pressed.current = true;
    onMenu?.(peer, at);
  });
  return (
    <a
      className={`row chat-row ${unread > 0 && !muted ? 'has-unread' : ''} ${muted ? 'muted-row' : ''}`}
      href={hrefOf({ screen: 'chat', peer, ...(query !== undefined && { query }) })}
      aria-current={chosen ? 'true' : undefined}
      {...(onMenu ? longPress : {})}
      onContextMenu={(event) => {
        if (!onMenu) return;
        event.preventDefault();
        onMenu(peer, event.currentTarget);
      }}
      onClick={(event) => {
        // The finger that rested on it does not choose it when it goes.
        if (pressed.current) event.preventDefault();
        pressed.current = false;
      }}
    >
      <Avatar name={name} address={peer} />
      <span className="row-text">
        <span className="row-line">
          <bdi className="row-title">{title}</bdi>
          {muted && (
            <span className="row-mark" title={words.chats.muted}>
              <Icon name="bellOff" size={16} />
              <span className="visually-hidden">{words.chats.muted}</span>
            </span>
          )}
          {lastAt > 0 && (
            <time className="row-time" dateTime={new Date(lastAt).toISOString()} title={fullTime(lastAt)}>
              {listTime(lastAt)}
            </time>
          )}
        </span>
        <span className="row-line">
          <PreviewLine preview={preview} />
          <UnreadBadge count={unread} />
        </span>
      </span>
    </a>
  );
}

function PreviewLine({ preview: { kind, text, state } }: { preview: Preview }) {
  return (
    <span className={`preview preview-${state === 'failed' ? 'failed' : kind}`}>
      {kind === 'missed' && <Icon name="missed" size={16} />}
      {state && <Ticks state={state} />}
      <bdi className="row-sub">
        {kind === 'draft' && <span className="preview-lead">{words.chats.draft} </span>}
        {state === 'failed' && <span className="preview-lead">{words.chats.failed} </span>}
        {text}
      </bdi>
    </span>
  );
}
