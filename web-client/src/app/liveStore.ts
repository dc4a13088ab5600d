import { liveQuery, type Subscription } from 'dexie';
import { Listeners } from './listeners';
import type { Store } from './useStore';

/** A query of IndexedDB as a store: it is asked again whenever what it read has changed. `undefined` until it answered. */
export function liveStore<T>(query: () => Promise<T>): Store<T | undefined> {
  const listeners = new Listeners();
  let snapshot: T | undefined;
  const subscription: Subscription = liveQuery(query).subscribe({
    next: (value) => {
      snapshot = value;
      listeners.tell();
    },
    error: reportError,
  });
  return {
    getSnapshot: () => snapshot,
    subscribe: (listener) => listeners.add(listener),
    dispose: () => {
      subscription.unsubscribe();
      listeners.clear();
    },
  };
}
