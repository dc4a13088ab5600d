import { useCallback, useSyncExternalStore } from 'react';
import { goInstead } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useNames } from '../../people/ui/useNames';
import { AboveTalk } from '../../policy/ui/AboveTalk';
import { isAddress } from '../../protocol/address';
import { words } from '../../words';
import { Composer } from './Composer';
import { ConversationHeader } from './ConversationHeader';
import { MessageList } from './MessageList';
import { NoConversation } from './NoConversation';

interface Props {
  readonly peer: string;
  /** The message that somebody is led to. */
  readonly at?: string;
  /** What is searched for beside it. */
  readonly query?: string;
}

export function ConversationScreen(props: Props) {
  const { link } = useSession();
  return isAddress(props.peer) && props.peer !== link.address ? <Conversation {...props} /> : <NoConversation />;
}

function Conversation({ peer, at, query }: Props) {
  const { chat } = useSession();
  const name = useNames()(peer);
  const conversation = chat.with(peer);
  // Not the whole conversation: this is drawn anew only when they leave.
  const left = useSyncExternalStore(conversation.subscribe, () => conversation.getSnapshot()?.row?.left === true);
  const { typing } = chat;
  const tell = useCallback((on: boolean) => typing.tell(peer, on), [typing, peer]);
  // Once is enough: later this is the address of the conversation, wherever one reads in it.
  const led = useCallback(() => {
    if (at !== undefined) goInstead({ screen: 'chat', peer, ...(query !== undefined && { query }) });
  }, [peer, at, query]);
  return (
    <>
      <ConversationHeader peer={peer} name={name} left={left} />
      <AboveTalk peer={peer} name={name} />
      <MessageList conversation={conversation} name={name} at={at} onLed={led} />
      {left ? (
        <p className="composer-left" role="status">
          {words.conversation.hasLeft(name)}
        </p>
      ) : (
        <Composer conversation={conversation} name={name} typing={tell} />
      )}
    </>
  );
}
