import type { ReactNode } from 'react';
import { Elsewhere } from '../app/Elsewhere';
import { RecoveryOffer } from '../app/RecoveryOffer';
import { Restore } from '../app/Restore';
import { hrefOf } from '../app/router';
import { SessionContext } from '../app/sessionContext';
import { Shell } from '../app/Shell';
import type { Missing } from '../app/surroundings';
import { Unusable } from '../app/Unusable';
import { Welcome } from '../app/Welcome';
import type { ConnectionState, StopReason } from '../protocol';
import { RecoveryError } from '../protocol/recoveryFile';
import { type Act, Acting } from './acting';
import { me, NOW, somebody } from './cast';
import type { Entries } from './entry';
import { Page, READY, sessionOf } from './session';

const nothing = () => undefined;
const never = () => new Promise<never>(nothing);

const SUBMIT: Act = { press: 'form button' };
const start = (): readonly Act[] => [{ into: 'form input', type: me().name }, SUBMIT];

const PASSPHRASE = 'four random words here';
const seal = (again: string): readonly Act[] => [
  { into: '.field:nth-of-type(1) input', type: PASSPHRASE },
  { into: '.field:nth-of-type(2) input', type: again },
  SUBMIT,
];

function offer(acts: readonly Act[] = []): ReactNode {
  // The file is not wanted here.
  HTMLAnchorElement.prototype.click = nothing;
  return (
    <Acting acts={acts}>
      <RecoveryOffer address={me().address} seal={() => Promise.resolve('{}')} finish={nothing} />
    </Acting>
  );
}

/** A file that was chosen, and a passphrase that is not its own. */
const RESTORE: readonly Act[] = [
  { into: 'input[type=file]', choose: 'callvault-recovery.json' },
  { into: 'input[type=password]', type: 'not it' },
  SUBMIT,
];

const MISSING = { secure_context: 1, browser: 1, storage: 1, page: 1 } satisfies Record<Missing, 1>;
const STOPPED = { superseded: 1, revoked: 1, account_deleted: 1, not_authenticated: 1, clock_skew: 1, malformed: 1 } satisfies Record<StopReason, 1>;
const keysOf = <K extends string>(record: Record<K, 1>) => Object.keys(record) as K[];

const WAITING: ConnectionState = { phase: 'waiting', attempt: 3, until: NOW + 12_000 };
const AT = { screen: 'chats' } as const;

const connection = (state: ConnectionState): ReactNode => <Page scene={{ chats: [], connection: state }} />;

/** A device without network, for as long as this page is shown. */
function offline(): ReactNode {
  Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
  return connection(WAITING);
}

/** A connection that was lost and stands again. The clock stands still, and with it what is said for some seconds only. */
function back(): ReactNode {
  const session = sessionOf({ chats: [] });
  let state = WAITING;
  const link = {
    ...session.link,
    get state() {
      return state;
    },
    subscribe: (listener: () => void) => {
      setTimeout(() => {
        state = READY;
        listener();
      }, 20);
      return nothing;
    },
  };
  return (
    <SessionContext value={{ ...session, link }}>
      <Shell />
    </SessionContext>
  );
}

function invited(): ReactNode {
  history.replaceState(null, '', hrefOf({ screen: 'add', ...somebody(0) }));
  return <Welcome create={never} restore={never} adopt={never} />;
}

export const app: Entries = {
  'app/welcome': { draw: () => <Welcome create={never} restore={never} adopt={never} /> },
  'app/welcome-invited': { draw: invited },
  'app/welcome-busy': { draw: () => <Acting acts={start()}><Welcome create={never} restore={never} adopt={never} /></Acting> },
  'app/welcome-failed': {
    draw: () => {
      // The page reports what it did not expect; here it is made up.
      globalThis.reportError = nothing;
      return <Acting acts={start()}><Welcome create={() => Promise.reject(new DOMException('', 'QuotaExceededError'))} restore={never} adopt={never} /></Acting>;
    },
  },
  'app/recovery-offer': { draw: () => offer() },
  'app/recovery-mismatch': { draw: () => offer(seal('something else')) },
  'app/recovery-saved': { draw: () => offer(seal(PASSPHRASE)) },
  'app/restore': { draw: () => <Restore restore={never} cancel={nothing} /> },
  'app/restore-wrong': {
    draw: () => <Acting acts={RESTORE}><Restore restore={() => Promise.reject(new RecoveryError('wrong_passphrase'))} cancel={nothing} /></Acting>,
  },
  'app/elsewhere': { draw: () => <Elsewhere useHere={nothing} /> },
  ...Object.fromEntries(keysOf(MISSING).map((missing) => [`app/unusable-${missing}`, { draw: () => <Unusable missing={missing} /> }])),
  'connection/connecting': { at: AT, draw: () => connection({ phase: 'connecting', attempt: 0 }) },
  'connection/offline': { at: AT, draw: offline },
  'connection/waiting': { at: AT, draw: () => connection(WAITING) },
  'connection/back': { at: AT, draw: back },
  ...Object.fromEntries(
    keysOf(STOPPED).map((reason) => [`connection/stopped-${reason}`, { at: AT, draw: () => connection({ phase: 'stopped', reason }) }]),
  ),
};
