import { useEffect } from 'react';
import { hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { words } from '../../app/words';
import { useNames } from '../../people/ui/useNames';
import { isAddress } from '../../protocol/address';
import { Avatar } from '../../ui/Avatar';
import { BackLink } from '../../ui/BackLink';
import type { Conversation } from '../conversation';
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
        <button className="icon" aria-label={words.conversation.voice} onClick={() => calls.place(peer, 'audio')}>
          <PhoneIcon />
        </button>
        <button className="icon" aria-label={words.conversation.video} onClick={() => calls.place(peer, 'video')}>
          <CameraIcon />
        </button>
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
function ReadMarker({ conversation }: { conversation: Conversation }) {
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

const PhoneIcon = () => (
  <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
    <path
      d="M6 3h3l2 5-2.5 2a11 11 0 0 0 5.5 5.5l2-2.5 5 2v3a2 2 0 0 1-2 2A15 15 0 0 1 4 5a2 2 0 0 1 2-2z"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinejoin="round"
    />
  </svg>
);

const CameraIcon = () => (
  <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
    <path d="M3 7h12v10H3zM15 11l6-3v8l-6-3z" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round" />
  </svg>
);
