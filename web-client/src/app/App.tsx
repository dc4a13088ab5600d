import { CallLayer } from '../call/ui/CallLayer';
import type { AppStore } from './appStore';
import { FullPage } from './FullPage';
import { RecoveryOffer } from './RecoveryOffer';
import { SessionContext } from './sessionContext';
import { Shell } from './Shell';
import { useStore } from './useStore';
import { Welcome } from './Welcome';
import { words } from '../words';

export function App({ store }: { store: AppStore }) {
  const state = useStore(store);
  switch (state.phase) {
    case 'loading':
      return null;
    case 'unusable':
      return <FullPage {...words.unusable[state.missing]} />;
    case 'welcome':
      return <Welcome create={store.create} restore={store.restore} />;
    case 'recovery':
      return <RecoveryOffer address={state.address} seal={store.sealRecovery} finish={store.finishRecovery} />;
    case 'elsewhere':
      return (
        <FullPage title={words.elsewhere.title} text={words.elsewhere.text}>
          <button className="primary" onClick={store.useHere}>
            {words.elsewhere.action}
          </button>
        </FullPage>
      );
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
