import { hrefOf } from '../../app/router';
import { Avatar } from '../../ui/Avatar';
import { Icon } from '../../ui/Icon';
import { words } from '../../words';
import type { ConversationSummary } from '../db';
import type { Preview } from './preview';
import { Ticks } from './Ticks';
import { fullTime, listTime } from './times';
import { UnreadBadge } from './UnreadBadge';

interface Props {
  readonly summary: ConversationSummary;
  readonly name: string;
  readonly preview: Preview;
  readonly chosen: boolean;
}

export function ChatRow({ summary, name, preview, chosen }: Props) {
  const { peer, lastAt, unread } = summary;
  return (
    <a
      className={`row chat-row ${unread > 0 ? 'has-unread' : ''}`}
      href={hrefOf({ screen: 'chat', peer })}
      aria-current={chosen ? 'true' : undefined}
    >
      <Avatar name={name} address={peer} />
      <span className="row-text">
        <span className="row-line">
          <bdi className="row-title">{name}</bdi>
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
