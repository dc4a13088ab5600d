import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { BackLink } from '../../ui/BackLink';
import { Empty } from '../../ui/Empty';
import { Skeleton } from '../../ui/Skeleton';
import { words } from '../../words';
import { ChatRows } from './ChatRows';

/** Conversations that were put away, until something new comes in them. */
export function ArchivedList() {
  const { chat } = useSession();
  const archived = useStore(chat.conversations)?.filter((each) => each.archived);
  return (
    <>
      <header className="pane-head">
        <BackLink to={{ screen: 'chats' }} />
        <h1>{words.chats.archived}</h1>
      </header>
      <div className="scroll">
        {!archived ? (
          <Skeleton rows={3} />
        ) : archived.length === 0 ? (
          <Empty icon="archive" title={words.chats.noArchived} text={words.chats.archivedText} />
        ) : (
          <ChatRows conversations={archived} chosen={undefined} />
        )}
      </div>
    </>
  );
}
