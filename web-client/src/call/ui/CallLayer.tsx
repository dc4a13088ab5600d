import './call.css';
import { useStore } from '../../app/useStore';
import { isLive } from '../life';
import type { CallStore } from '../store';
import { whoOf } from '../say';
import { words } from '../../words';
import { Ended } from './Ended';
import { Incoming } from './Incoming';
import { InCall } from './InCall';

/** Whatever calls have to show, over everything else of the page; nothing most of the time. */
export function CallLayer({ store }: { store: CallStore }) {
  const snapshot = useStore(store);
  const { current, ringing } = snapshot;
  const [first] = ringing;
  return (
    <>
      <p className="call-announcement" role="status" aria-live="assertive">
        {first ? words.call.rings(whoOf(first), first.media) : ''}
      </p>
      {isLive(current) && <InCall store={store} current={current} scene={snapshot} />}
      {first && <Incoming key={first.call} store={store} ringing={first} waiting={isLive(current)} />}
      {current?.phase === 'ended' && !first && (
        <Ended key={current.call} store={store} current={current} trouble={snapshot.trouble} />
      )}
    </>
  );
}
