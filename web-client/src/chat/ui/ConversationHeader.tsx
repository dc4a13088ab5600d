import { hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { Avatar } from '../../ui/Avatar';
import { BackLink } from '../../ui/BackLink';
import { IconButton } from '../../ui/IconButton';
import { words } from '../../words';

/** Whom one writes with, whether they are writing, and how to call them. */
export function ConversationHeader({ peer, name }: { peer: string; name: string }) {
  const { chat, calls } = useSession();
  const isTyping = useStore(chat.typing).has(peer);
  return (
    <header className="pane-head chat-head">
      <BackLink to={{ screen: 'chats' }} />
      <a className="peer" href={hrefOf({ screen: 'person', address: peer })} title={words.conversation.about(name)} data-typing={isTyping}>
        <Avatar name={name} address={peer} />
        <span className="peer-text">
          <h1>
            <bdi>{name}</bdi>
          </h1>
          <span className="peer-typing" aria-hidden="true">
            {words.chats.typing}
          </span>
        </span>
      </a>
      <p className="visually-hidden" role="status">
        {isTyping ? words.conversation.typing(name) : ''}
      </p>
      <IconButton icon="calls" label={words.conversation.voice} onClick={() => calls.place(peer, 'audio')} />
      <IconButton icon="video" label={words.conversation.video} onClick={() => calls.place(peer, 'video')} />
    </header>
  );
}
