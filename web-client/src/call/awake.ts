import { isLive } from './life';
import type { CallStore } from './store';

/**
 * Keeps the screen on while a call goes on: one that goes dark takes the camera, and on phones the page, with it. The
 * browser drops its promise whenever the page is out of sight, so it is asked again. Returns the way out.
 */
export function keepAwake(calls: Pick<CallStore, 'getSnapshot' | 'subscribe'>): () => void {
  let held: Promise<WakeLockSentinel | undefined> | undefined;
  const release = () => {
    void held?.then((lock) => lock?.release());
    held = undefined;
  };
  const follow = () => {
    if (!isLive(calls.getSnapshot().current)) release();
    else if (!held && document.visibilityState === 'visible') held = ask();
  };
  const seen = () => {
    release();
    follow();
  };
  const stopFollowing = calls.subscribe(follow);
  document.addEventListener('visibilitychange', seen);
  follow();
  return () => {
    stopFollowing();
    document.removeEventListener('visibilitychange', seen);
    release();
  };
}

/** Not every browser can, and a battery that is low is a reason to say no: the call goes on all the same. */
async function ask(): Promise<WakeLockSentinel | undefined> {
  if (!('wakeLock' in navigator)) return undefined;
  return navigator.wakeLock.request('screen').catch(() => undefined);
}
