import { useEffect } from 'react';
import { hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { words } from '../../words';
import { useNames } from '../../people/ui/useNames';
import { isAddress } from '../../protocol/address';
import { Avatar } from '../../ui/Avatar';
import { BackLink } from '../../ui/BackLink';
import { IconButton } from '../../ui/IconButton';
import type { ConversationView } from '..';
import { Composer } from './Composer';
import { MessageList } from './MessageList';

export function ConversationScreen({ peer }: { peer: string }) {
  const { chat, calls, contacts, link } = useSession();
  const name = useNames()(peer);
  const typing = useStore(chat.typing);
  if (!isAddress(peer) || peer === link.address) return <p className="nothing">{words.conversation.badAddress}</p>;
  const conversation = chat.with(peer);
  return (
    <>
      <header className="pane-head">
        <BackLink to={{ screen: 'chats' }} />
        <Avatar name={name} address={peer} />
        <h1 className="peer">
          <bdi>{name}</bdi>
        </h1>
        <IconButton icon="calls" label={words.conversation.voice} onClick={() => calls.place(peer, 'audio')} />
        <IconButton icon="video" label={words.conversation.video} onClick={() => calls.place(peer, 'video')} />
      </header>
      {contacts.nameOf(peer) === undefined && (
        <p className="stranger">
          {words.conversation.stranger} <a href={hrefOf({ screen: 'add', address: peer, name: '' })}>{words.conversation.addStranger}</a>
        </p>
      )}
      <MessageList conversation={conversation} name={name} />
      <p className="typing" role="status">
        {typing.has(peer) ? words.conversation.typing(name) : ''}
      </p>
      <Composer conversation={conversation} typing={(on) => chat.typing.tell(peer, on)} />
      <ReadMarker conversation={conversation} />
    </>
  );
}

/** Somebody has read what is here when this page is in front of them. */
function ReadMarker({ conversation }: { conversation: ConversationView }) {
  const upTo = useStore(conversation)?.row?.upTo ?? 0;
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible' && document.hasFocus()) conversation.markRead().catch(reportError);
    };
    look();
    globalThis.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      globalThis.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [conversation, upTo]);
  return null;
}
