import { useEffect } from 'react';
import { hrefOf, useRoute } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { Requests } from '../../policy/ui/Requests';
import { Empty } from '../../ui/Empty';
import { Skeleton } from '../../ui/Skeleton';
import { words } from '../../words';
import { CallRow } from './CallRow';

/** Calls that are over, the newest first. */
export function CallList() {
  const { history } = useSession();
  const { calls, more, busy, problem, missed, asked } = useStore(history);
  // Under a call that covers the page nobody sees the list.
  const looked = useRoute().screen === 'calls';
  useEffect(() => {
    const look = () => {
      if (looked && document.visibilityState === 'visible') history.seen();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [history, missed, asked, looked]);
  useEffect(() => {
    if (looked) history.refresh();
  }, [history, looked]);
  return (
    <>
      <header className="pane-head">
        <h1>{words.nav.calls}</h1>
      </header>
      <div className="scroll calls">
        {problem && (
          <div className="calls-problem" role="status">
            <p>{calls ? words.calls.mayBeOld : words.calls.cannotRead}</p>
            <button type="button" onClick={() => history.retry()}>
              {words.calls.retry}
            </button>
          </div>
        )}
        <Requests />
        {!calls && !problem && <Skeleton rows={6} />}
        {calls?.length === 0 && (
          <Empty icon="calls" title={words.calls.empty} text={words.calls.emptyText}>
            <a className="button primary" href={hrefOf({ screen: 'people' })}>
              {words.calls.callSomebody}
            </a>
          </Empty>
        )}
        <ul className="rows">
          {calls?.map((past) => (
            <li key={past.call}>
              <CallRow past={past} />
            </li>
          ))}
        </ul>
        {more && (
          <div className="calls-more">
            <button type="button" disabled={busy} onClick={() => history.showEarlier()}>
              {busy ? words.loading : words.calls.earlier}
            </button>
          </div>
        )}
      </div>
    </>
  );
}
