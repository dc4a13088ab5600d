import { liveQuery, type Subscription } from 'dexie';
import { Listeners } from './listeners';
import type { Store } from './useStore';

/** A store over a query of IndexedDB. */
export interface LiveStore<T> extends Store<T | undefined> {
  /** The query itself has changed: ask it again. */
  refresh(): void;
}

/**
 * A query of IndexedDB as a store: while somebody listens, it is asked again whenever what it read has changed.
 * `undefined` until it first answered. The query must await nothing but Dexie.
 */
export function liveStore<T>(query: () => Promise<T>): LiveStore<T> {
  const listeners = new Listeners();
  let snapshot: T | undefined;
  let subscription: Subscription | undefined;
  const stop = () => {
    subscription?.unsubscribe();
    subscription = undefined;
  };
  const start = () => {
    stop();
    subscription = liveQuery(query).subscribe({
      next: (value) => {
        snapshot = value;
        listeners.tell();
      },
      error: reportError,
    });
  };
  return {
    getSnapshot: () => snapshot,
    subscribe: (listener) => {
      const leave = listeners.add(listener);
      if (!subscription) start();
      return () => {
        leave();
        if (listeners.size > 0) return;
        stop();
        // By the time somebody listens again it may no longer be so.
        snapshot = undefined;
      };
    },
    refresh: () => {
      if (subscription) start();
    },
    dispose: () => {
      stop();
      listeners.clear();
    },
  };
}
