import { useCallback } from 'react';
import { hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useNames } from '../../people/ui/useNames';
import { AboveTalk } from '../../policy/ui/AboveTalk';
import { isAddress } from '../../protocol/address';
import { BackLink } from '../../ui/BackLink';
import { Empty } from '../../ui/Empty';
import { words } from '../../words';
import { Composer } from './Composer';
import { ConversationHeader } from './ConversationHeader';
import { MessageList } from './MessageList';

export function ConversationScreen({ peer }: { peer: string }) {
  const { link } = useSession();
  return isAddress(peer) && peer !== link.address ? <Conversation peer={peer} /> : <NoConversation />;
}

function Conversation({ peer }: { peer: string }) {
  const { chat } = useSession();
  const name = useNames()(peer);
  const conversation = chat.with(peer);
  const { typing } = chat;
  const tell = useCallback((on: boolean) => typing.tell(peer, on), [typing, peer]);
  return (
    <>
      <ConversationHeader peer={peer} name={name} />
      <AboveTalk peer={peer} name={name} />
      <MessageList conversation={conversation} name={name} />
      <Composer conversation={conversation} typing={tell} />
    </>
  );
}

function NoConversation() {
  return (
    <>
      <header className="pane-head">
        <BackLink to={{ screen: 'chats' }} />
        <h1>{words.conversation.noConversation}</h1>
      </header>
      <Empty icon="warning" title={words.conversation.badAddress}>
        <a className="button primary" href={hrefOf({ screen: 'add', address: '', name: '' })}>
          {words.people.add}
        </a>
      </Empty>
    </>
  );
}
