import './call.css';
import { useEffect } from 'react';
import { useRoute } from '../../app/router';
import { useStore } from '../../app/useStore';
import { words } from '../../words';
import { isAtCall } from '../address';
import { isLive } from '../life';
import { whoOf } from '../say';
import type { CallStore } from '../store';
import { Ended } from './Ended';
import { FullCall, loadFullCall } from './FullCall';
import { Incoming } from './Incoming';
import { Minimised } from './Minimised';
import { Sound } from './Playback';
import { useCallKeys } from './useCallKeys';

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
  return (
    <>
      {/* A call that is to be silent interrupts nobody who listens to the page either. */}
      <p className="visually-hidden" role="status" aria-live={first?.silent ? 'polite' : 'assertive'}>
        {first ? words.call.rings(whoOf(first), first.media) : ''}
      </p>
      {live && snapshot.remote && <Sound stream={snapshot.remote} speakers={snapshot.devices.speakers} />}
      {live && full && <FullCall store={store} current={live} scene={snapshot} />}
      {live && !full && <Minimised store={store} current={live} scene={snapshot} />}
      {first && <Incoming key={first.call} store={store} ringing={first} waiting={live !== undefined} />}
      {current?.phase === 'ended' && !first && (
        <Ended key={current.call} store={store} current={current} trouble={snapshot.trouble} iceTrouble={snapshot.iceTrouble} full={full} />
      )}
    </>
  );
}

const IDLE_WITHIN_MS = 5000;

/** When the page has nothing else to do, so that a call that is answered does not wait for the network. */
function preload(): () => void {
  const now = () => void loadFullCall().catch(() => undefined);
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(now, IDLE_WITHIN_MS);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(now, { timeout: IDLE_WITHIN_MS });
  return () => cancelIdleCallback(idle);
}
