import './call.css';
import { lazy, Suspense, useEffect } from 'react';
import { useRoute } from '../../app/router';
import { useStore } from '../../app/useStore';
import { words } from '../../words';
import { isAtCall } from '../address';
import { isLive } from '../life';
import { whoOf } from '../say';
import type { CallStore } from '../store';
import { Ended } from './Ended';
import { Incoming } from './Incoming';
import { Minimised } from './Minimised';
import { Sound } from './Playback';
import { useCallKeys } from './useCallKeys';

const load = () => import('./InCall');
/** A page that is older than the server finds no more parts there: then the call stays small, and works. */
const InCall = lazy(() => load().then((part) => ({ default: part.InCall }), () => ({ default: Minimised })));

/** Whatever calls have to show, over everything else of the page; nothing most of the time. */
export function CallLayer({ store }: { store: CallStore }) {
  const snapshot = useStore(store);
  const { current, ringing } = snapshot;
  const [first] = ringing;
  const route = useRoute();
  const full = current !== null && isAtCall(route, current.call);
  const live = isLive(current) ? current : undefined;
  useCallKeys(store, live !== undefined);
  useEffect(preload, []);
  const small = live && <Minimised store={store} current={live} scene={snapshot} />;
  return (
    <>
      <p className="visually-hidden" role="status" aria-live="assertive">
        {first ? words.call.rings(whoOf(first), first.media) : ''}
      </p>
      {live && snapshot.remote && <Sound stream={snapshot.remote} />}
      {live && full ? <Suspense fallback={small}>{<InCall store={store} current={live} scene={snapshot} />}</Suspense> : small}
      {first && <Incoming key={first.call} store={store} ringing={first} waiting={live !== undefined} />}
      {current?.phase === 'ended' && !first && (
        <Ended key={current.call} store={store} current={current} trouble={snapshot.trouble} full={full} />
      )}
    </>
  );
}

const IDLE_WITHIN_MS = 5000;

/** When the page has nothing else to do, so that a call that is answered does not wait for the network. */
function preload(): () => void {
  const now = () => void load().catch(() => undefined);
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(now, IDLE_WITHIN_MS);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(now, { timeout: IDLE_WITHIN_MS });
  return () => cancelIdleCallback(idle);
}
