import { useSyncExternalStore } from 'react';

/** A plain TypeScript store: an immutable snapshot, replaced (never changed) before each call of the listeners. */
export interface Store<S> {
  readonly getSnapshot: () => S;
  readonly subscribe: (listener: () => void) => () => void;
  dispose(): void;
}

/** The one way from a store into a component. Store methods must be bound (arrow functions). */
export function useStore<S>(store: Pick<Store<S>, 'getSnapshot' | 'subscribe'>): S {
  return useSyncExternalStore(store.subscribe, store.getSnapshot);
}
