import type { Giving } from '../chat/receipts';
import type { Sight, Sights } from '../people/presence';
import type { Policies, PolicyState } from '../policy/policyBook';
import { made } from './policies';

const still = <S>(snapshot: S) => ({ getSnapshot: () => snapshot, subscribe: () => () => undefined, dispose: () => undefined });
const nothing = () => undefined;

/** Of somebody who lets others know what they have read. */
export const RECEIPTS: Giving = still<boolean | undefined>(true);

/** Of nobody it is known whether they are online. */
const unknown = still<Sight | undefined>(undefined);
export const NO_SIGHTS: Sights = { of: () => unknown };

/** Of somebody who has chosen nothing. */
export const POLICIES: Policies = {
  ...still<PolicyState>({ policy: made(), unread: false, saving: false, problem: undefined, aside: false }),
  load: () => Promise.resolve(), change: nothing, again: nothing, drop: nothing,
};
