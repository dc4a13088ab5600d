import { hrefOf } from '../../app/router';
import { BackLink } from '../../ui/BackLink';
import { Empty } from '../../ui/Empty';
import { words } from '../../words';

/** Behind an address that is none, or that is one's own. */
export function NoConversation() {
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
