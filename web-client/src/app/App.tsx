import { type ComponentType, createElement, useEffect, useState } from 'react';
import type { AppStore } from './appStore';
import { Elsewhere } from './Elsewhere';
import { RecoveryOffer } from './RecoveryOffer';
import type { Session } from './session';
import { Unusable } from './Unusable';
import { useStore } from './useStore';
import { Welcome } from './Welcome';

export function App({ store }: { store: AppStore }) {
  const state = useStore(store);
  const page = useRunning(state.phase === 'recovery' || state.phase === 'running');
  switch (state.phase) {
    case 'loading':
      return null;
    case 'unusable':
      return <Unusable missing={state.missing} />;
    case 'welcome':
      return <Welcome deleted={state.deleted} create={store.create} restore={store.restore} adopt={store.adopt} />;
    case 'recovery':
      return <RecoveryOffer address={state.address} seal={store.sealRecovery} finish={store.finishRecovery} />;
    case 'elsewhere':
      return <Elsewhere useHere={store.useHere} />;
    case 'running':
      if (page === 'failed') return <Unusable missing="page" />;
      return page && createElement(page, { session: state.session });
    default:
      return state satisfies never;
  }
}

/** Whoever is new here does not wait for the page of those who are not. */
function useRunning(wanted: boolean) {
  const [page, setPage] = useState<ComponentType<{ session: Session }> | 'failed'>();
  useEffect(() => {
    if (!wanted) return;
    import('./Running').then(
      ({ Running }) => setPage(() => Running),
      () => setPage('failed'),
    );
  }, [wanted]);
  return page;
}
