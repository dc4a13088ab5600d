import { useSyncExternalStore } from 'react';
import type { ConnectionState, Link } from '../protocol';
import { useSession } from './sessionContext';
import { words } from '../words';

const useConnection = (link: Link): ConnectionState => useSyncExternalStore(link.subscribe, () => link.state);

/** Nothing while all is well; otherwise what is the matter, and what to do. */
export function ConnectionNotice() {
  const { link } = useSession();
  const state = useConnection(link);
  return (
    <div role="status" className={`connection ${state.phase}`}>
      <NoticeOf state={state} retry={() => link.retry()} />
    </div>
  );
}

function NoticeOf({ state, retry }: { state: ConnectionState; retry: () => void }) {
  switch (state.phase) {
    case 'ready':
      return null;
    case 'connecting':
      return <p>{words.connection.connecting}</p>;
    case 'waiting':
      return (
        <>
          <p>{words.connection.waiting}</p>
          <button onClick={retry}>{words.connection.retry}</button>
        </>
      );
    case 'stopped': {
      const { text, action } = words.connection.stopped[state.reason];
      return (
        <>
          <p>{text}</p>
          <button onClick={state.reason === 'malformed' ? () => location.reload() : retry}>{action}</button>
        </>
      );
    }
    default:
      return state satisfies never;
  }
}
