import { hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { words } from '../../words';
import { Block, IsBlocked } from './Block';
import { RequestCard } from './RequestCard';
import { useBlocked } from './useBlocked';
import { useRequests } from './useRequests';

interface Props {
  readonly peer: string;
  readonly name: string;
}

/** Above a conversation: what stands between the two, and what to do about it. */
export function AboveTalk(who: Props) {
  return (
    <div className="above-talk">
      <Between {...who} />
    </div>
  );
}

function Between({ peer, name }: Props) {
  const { contacts } = useSession();
  useStore(contacts);
  const isBlocked = useBlocked();
  const request = useRequests().find((each) => each.peer === peer);
  if (isBlocked(peer)) return <IsBlocked address={peer} />;
  if (request) return <RequestCard request={request} />;
  if (contacts.nameOf(peer) !== undefined) return null;
  return (
    <div className="stranger">
      <p>{words.conversation.stranger}</p>
      <div className="buttons">
        <a className="button" href={hrefOf({ screen: 'add', address: peer, name: '' })}>
          {words.conversation.addStranger}
        </a>
        <Block address={peer} name={name} />
      </div>
    </div>
  );
}
