import { type ComponentType, lazy, Suspense, useState } from 'react';
import { words } from '../../words';
import { leaveCall } from '../address';
import type { Current } from '../life';
import type { Scene } from '../participation';
import { whoOf } from '../say';
import type { CallStore } from '../store';
import { CallButton } from './CallButton';
import { CallDialog } from './CallDialog';
import { Minimised } from './Minimised';
import { Status } from './Status';
import { Who } from './Who';

interface Props {
  readonly store: CallStore;
  readonly current: Exclude<Current, { phase: 'ended' }>;
  readonly scene: Scene;
}

let loaded: ComponentType<Props> | undefined;

/** Fetches what a call over the whole page needs; a call that is placed or answered then does not wait for the network. */
export async function loadFullCall(): Promise<void> {
  loaded = (await import('./InCall')).InCall;
}

/** A page that is older than the server finds no more parts there: then the call stays small, and works. */
const Later = lazy(() => loadFullCall().then(() => ({ default: loaded ?? Minimised }), () => ({ default: Minimised })));

/** The call over the whole page. What was loaded before shows at once; React would show what is lazy only after a pause. */
export function FullCall(props: Props) {
  // For as long as it is shown: another component would be another call to React.
  const [Part] = useState(() => loaded ?? Later);
  return (
    <Suspense fallback={<Opening {...props} />}>
      <Part {...props} />
    </Suspense>
  );
}

/** Where the call will be: who it is, how far it is, and the way out. */
function Opening({ store, current }: Props) {
  return (
    <CallDialog title={words.call.withPerson(whoOf(current))} onEscape={() => leaveCall(current.peer)}>
      <div className="call-middle">
        <Who party={current}>
          <p role="status">
            <Status current={current} />
          </p>
        </Who>
      </div>
      <div className="call-buttons call-controls">
        <CallButton icon="hangUp" label={words.call.hangUp} tone="no" onClick={() => store.hangUp()} />
      </div>
    </CallDialog>
  );
}
