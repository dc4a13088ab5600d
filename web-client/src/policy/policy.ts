import { flag, integer, isObject, listOf, object, type Of, oneOf, openWord, optional, text } from '../protocol/shape';

/** In the order of the week; what the server calls them. */
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];

export const WHO_MAY_RING = ['everybody', 'contacts_and_requests', 'contacts'] as const;
export type WhoMayRing = (typeof WHO_MAY_RING)[number];

/** From the kindest to the strictest: of two settings that speak of strangers the later one counts. */
export const UNKNOWN_CALLERS = ['ring', 'ring_silently', 'request', 'refuse'] as const;
export type UnknownCallers = (typeof UNKNOWN_CALLERS)[number];

export const RINGS = ['usual', 'always', 'even_in_do_not_disturb', 'never'] as const;
/** What a contact may be an exception to. */
export type Ring = (typeof RINGS)[number];

export const MOST_WINDOWS = 28;
export const MESSAGE_CHARACTERS = 200;

const windowShape = object({ days: listOf(oneOf(...DAYS)), from: text, to: text });
/** Weekly, by the clock on the wall: `HH:MM` to `HH:MM` or `24:00`, beginning on each of the days. */
export type Window = Of<typeof windowShape>;

const policyShape = object({
  version: integer,
  timeZone: text,
  doNotDisturb: object({ on: flag, until: optional(integer), weekly: listOf(windowShape), secondCallRings: flag }),
  hours: object({ on: flag, weekly: listOf(windowShape), message: optional(text) }),
  whoMayRing: openWord(...WHO_MAY_RING),
  unknownCallers: openWord(...UNKNOWN_CALLERS),
  strangersLearn: openWord('nothing', 'everything'),
  blockAfterRejections: integer,
  presence: optional(flag),
  receipts: optional(flag),
});

/** Who may make this person ring and when, and what others learn of them (docs/policies.md). `version` is the one that a change must name. */
export type Policy = Of<typeof policyShape>;
/** Which of the two has weekly windows. */
export type Weekly = 'doNotDisturb' | 'hours';

/** A change of the policy; made again on a newer one where another device was first. */
export type Edit = (policy: Policy) => Policy;

/** The policy as the server sent it, and what this version of the page understands of it. */
export interface Stored {
  readonly document: Record<string, unknown>;
  readonly policy: Policy;
}

export function read(body: unknown): Stored {
  return { policy: policyShape(body, ''), document: isObject(body) ? body : {} };
}

/** The whole document to send: what a later server has in it and this page does not know stays as it is. */
export function written({ document }: Stored, changed: Policy): object {
  const within = (name: Weekly) => (isObject(document[name]) ? document[name] : {});
  return {
    ...document,
    ...changed,
    doNotDisturb: { ...within('doNotDisturb'), until: undefined, ...changed.doNotDisturb },
    hours: { ...within('hours'), message: undefined, ...changed.hours },
  };
}

/** What a call of somebody unknown does in the end: the stricter of the two settings that speak of it. */
export function unknownCallersOf({ whoMayRing, unknownCallers }: Policy): UnknownCallers {
  const least: UnknownCallers = whoMayRing === 'contacts' ? 'refuse' : whoMayRing === 'contacts_and_requests' ? 'request' : 'ring';
  const rank = (word: string) => UNKNOWN_CALLERS.findIndex((each) => each === word);
  return UNKNOWN_CALLERS[Math.max(rank(least), rank(unknownCallers))] ?? least;
}

/** Whether calls may end without a ring for other reasons than a block, so that the history alone tells of them. */
export const stopsCalls = (policy: Policy): boolean =>
  policy.doNotDisturb.on || policy.doNotDisturb.weekly.length > 0 || policy.hours.on || unknownCallersOf(policy) === 'request' || unknownCallersOf(policy) === 'refuse';

export const letRing = (whoMayRing: WhoMayRing): Edit => (policy) => ({
  ...policy,
  whoMayRing,
  // Somebody who lets others ask does not want them refused by what was chosen for another case.
  ...(whoMayRing === 'contacts_and_requests' && policy.unknownCallers === 'refuse' ? { unknownCallers: 'request' } : {}),
});

export const letUnknown = (unknownCallers: UnknownCallers): Edit => (policy) => ({ ...policy, unknownCallers });

export const letLearn = (everything: boolean): Edit => (policy) => ({ ...policy, strangersLearn: everything ? 'everything' : 'nothing' });

export const blockAfter = (blockAfterRejections: number): Edit => (policy) => ({ ...policy, blockAfterRejections });

/** Whether contacts see when this person is online; a server that does not know the choice has made none. */
export const showsPresence = ({ presence = true }: Policy): boolean => presence;

export const showPresence = (presence: boolean): Edit => (policy) => ({ ...policy, presence });

/** Whether others learn what this person has read. */
export const givesReceipts = ({ receipts = true }: Policy): boolean => receipts;

export const giveReceipts = (receipts: boolean): Edit => (policy) => ({ ...policy, receipts });

/** `until` in ms since the epoch by the server's clock; undefined until it is switched off. */
export const doNotDisturb = (on: boolean, until?: number): Edit => (policy) => {
  const { until: _, ...rest } = policy.doNotDisturb;
  return { ...policy, doNotDisturb: { ...rest, on, ...(until === undefined ? {} : { until }) } };
};

export const secondCall = (secondCallRings: boolean): Edit => (policy) => ({ ...policy, doNotDisturb: { ...policy.doNotDisturb, secondCallRings } });

const USUAL_HOURS: Window = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' };

/** Switched on without a window it would never ring: then the usual ones of a working week are there to begin with. */
export const keepHours = (on: boolean, ownZone: string): Edit => (policy) => {
  const begun = on && policy.hours.weekly.length === 0 ? withWindows('hours', () => [USUAL_HOURS], ownZone)(policy) : policy;
  return { ...begun, hours: { ...begun.hours, on } };
};

export const sayOutside = (message: string): Edit => (policy) => {
  const { message: _, ...rest } = policy.hours;
  return { ...policy, hours: { ...rest, ...(message === '' ? {} : { message }) } };
};

export const liveIn = (timeZone: string): Edit => (policy) => ({ ...policy, timeZone });

const hasWindows = ({ doNotDisturb: { weekly }, hours }: Policy): boolean => weekly.length > 0 || hours.weekly.length > 0;

/** The first windows go by the clock where the person is: before them nobody needed to say where that is. */
function withWindows(where: Weekly, change: (weekly: readonly Window[]) => readonly Window[], ownZone: string): Edit {
  return (policy) => {
    const weekly = [...change(policy[where].weekly)];
    const timeZone = hasWindows(policy) ? policy.timeZone : ownZone;
    if (where === 'doNotDisturb') return { ...policy, timeZone, doNotDisturb: { ...policy.doNotDisturb, weekly } };
    // Without a window it would never ring, and the server takes no such thing.
    return { ...policy, timeZone, hours: { ...policy.hours, weekly, on: policy.hours.on && weekly.length > 0 } };
  };
}

const same = (one: Window, other: Window): boolean => one.from === other.from && one.to === other.to && one.days.join() === other.days.join();

/** By what it says and not by its place: another device may have changed the list meanwhile. */
export const putWindow = (where: Weekly, window: Window, instead: Window | undefined, ownZone: string): Edit =>
  withWindows(
    where,
    (weekly) => {
      const others = weekly.filter((each) => !same(each, window));
      return instead && others.some((each) => same(each, instead)) ? others.map((each) => (same(each, instead) ? window : each)) : [...others, window];
    },
    ownZone,
  );

export const dropWindow = (where: Weekly, window: Window, ownZone: string): Edit =>
  withWindows(where, (weekly) => weekly.filter((each) => !same(each, window)), ownZone);
