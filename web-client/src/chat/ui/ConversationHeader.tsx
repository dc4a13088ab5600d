import { hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { Avatar } from '../../ui/Avatar';
import { BackLink } from '../../ui/BackLink';
import { IconButton } from '../../ui/IconButton';
import type { Sight } from '../../people/presence';
import { words } from '../../words';
import { ConversationMenu } from './ConversationMenu';
import { seenTime, shortSeenTime } from './times';

/** Whom one writes with, whether they are writing or online, and how to call them. */
export function ConversationHeader({ peer, name, left }: { peer: string; name: string; left: boolean }) {
  const { chat, calls, presence } = useSession();
  const isTyping = useStore(chat.typing).has(peer);
  const sight = useStore(presence.of(peer));
  const seen = sayOf(sight);
  return (
    <header className="pane-head chat-head">
      <BackLink to={{ screen: 'chats' }} />
      <a className="peer" href={hrefOf({ screen: 'person', address: peer })} title={words.conversation.about(name)} data-below={isTyping ? 'typing' : seen === '' ? undefined : 'seen'}>
        <Avatar name={name} address={peer} />
        <span className="peer-text">
          <h1>
            <bdi>{name}</bdi>
          </h1>
          <span className="peer-typing" aria-hidden="true">
            {words.chats.typing}
          </span>
          <span className="peer-seen" aria-hidden="true">
            <span className="peer-seen-long">{seen}</span>
            <span className="peer-seen-short">{sight?.lastSeen === undefined ? seen : shortSeenTime(sight.lastSeen)}</span>
          </span>
        </span>
      </a>
      <p className="visually-hidden" role="status">
        {isTyping ? words.conversation.typing(name) : ''}
      </p>
      {/* Of its own: it is not said again because somebody stopped typing. */}
      <p className="visually-hidden" role="status">
        {seen}
      </p>
      {!left && (
        <>
          <IconButton icon="calls" label={words.conversation.voice} onClick={() => calls.place(peer, 'audio')} />
          <IconButton icon="video" label={words.conversation.video} onClick={() => calls.place(peer, 'video')} />
        </>
      )}
      <ConversationMenu peer={peer} />
    </header>
  );
}

/** Nothing where it is not known, or not for this person to know. */
function sayOf(sight: Sight | undefined): string {
  if (sight?.online) return words.conversation.online;
  return sight?.lastSeen === undefined ? '' : seenTime(sight.lastSeen);
}
