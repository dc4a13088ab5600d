import { useState, useSyncExternalStore } from 'react';
import { Icon } from '../ui/Icon';
import { words } from '../words';
import { type Notice, NoticeStore } from './notice';
import { useSession } from './sessionContext';
import { useStore } from './useStore';

/** Nothing while all is well; otherwise what is the matter, and what to do. It has a line of its own and covers nothing. */
export function ConnectionNotice() {
  const { link } = useSession();
  const phase = useSyncExternalStore(link.subscribe, () => link.state.phase);
  const [store] = useState(() => new NoticeStore(link));
  const notice = useStore(store);
  const late = notice.kind === 'connecting' && !notice.atOnce;
  return (
    <div role="status" className={`connection ${phase} says-${notice.kind} ${late ? 'late' : ''}`}>
      <NoticeOf notice={notice} retry={() => link.retry()} />
    </div>
  );
}

function NoticeOf({ notice, retry }: { notice: Notice; retry: () => void }) {
  switch (notice.kind) {
    case 'none':
      return null;
    case 'connecting':
      return <p>{words.connection.connecting}</p>;
    case 'offline':
      return (
        <p>
          <Icon name="offline" size={20} />
          <span>{words.connection.offline}</span>
        </p>
      );
    case 'waiting':
      return (
        <>
          <p>
            <Icon name="offline" size={20} />
            <span>
              {words.connection.waiting}{' '}
              {/* Not read out: a number each second is too much to hear. */}
              <span aria-hidden="true">{words.connection.again(notice.seconds)}</span>
            </span>
          </p>
          <button type="button" onClick={retry}>
            {words.connection.retry}
          </button>
        </>
      );
    case 'back':
      return (
        <p>
          <Icon name="check" size={20} />
          <span>{words.connection.back}</span>
        </p>
      );
    case 'stopped': {
      const { text, action } = words.connection.stopped[notice.reason];
      return (
        <>
          <p>
            <Icon name="warning" size={20} />
            <span>{text}</span>
          </p>
          <button type="button" onClick={notice.reason === 'malformed' ? () => location.reload() : retry}>
            {action}
          </button>
        </>
      );
    }
    default:
      return notice satisfies never;
  }
}
