import { CallLayer } from '../call/ui/CallLayer';
import type { AppStore } from './appStore';
import { Elsewhere } from './Elsewhere';
import { RecoveryOffer } from './RecoveryOffer';
import { SessionContext } from './sessionContext';
import { Shell } from './Shell';
import { Unusable } from './Unusable';
import { useStore } from './useStore';
import { Welcome } from './Welcome';

export function App({ store }: { store: AppStore }) {
  const state = useStore(store);
  switch (state.phase) {
    case 'loading':
      return null;
    case 'unusable':
      return <Unusable missing={state.missing} />;
    case 'welcome':
      return <Welcome create={store.create} restore={store.restore} />;
    case 'recovery':
      return <RecoveryOffer address={state.address} seal={store.sealRecovery} finish={store.finishRecovery} />;
    case 'elsewhere':
      return <Elsewhere useHere={store.useHere} />;
    case 'running':
      return (
        <SessionContext value={state.session}>
          <Shell />
          <CallLayer store={state.session.calls} />
        </SessionContext>
      );
    default:
      return state satisfies never;
  }
}
