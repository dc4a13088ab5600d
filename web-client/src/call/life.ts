import type { Media } from '../protocol';

export type Role = 'caller' | 'callee';

export function isRole(role: string): role is Role {
  return role === 'caller' || role === 'callee';
}

const TOLD = [
  'completed',
  'declined',
  'busy',
  'no_answer',
  'missed',
  'cancelled',
  'answered_elsewhere',
  'declined_elsewhere',
  'do_not_disturb',
  'outside_hours',
  'request_sent',
  'not_allowed',
  'merged',
  'replaced',
  'ice_failed',
  'ice_timeout',
  'lost',
  'failed',
] as const;

/** Why a call is over: what the server says, and what only this page can know. */
export type EndReason =
  | (typeof TOLD)[number]
  | 'hung_up'
  | 'insecure'
  | 'no_microphone'
  | 'unreachable'
  | 'too_many_calls'
  | 'busy_here'
  | 'wrong_clock'
  | 'bad_address';

/** A reason of a later server is a failure like any other to this page. */
export function endReasonOf(told: string): EndReason {
  return TOLD.find((reason) => reason === told) ?? 'failed';
}

/** A call that rings here and that nobody has answered. Times are the server's, in milliseconds since the epoch. */
export interface Ringing {
  readonly call: string;
  readonly peer: string;
  readonly media: Media;
  readonly name?: string;
  readonly known: boolean;
  readonly intent: string;
  readonly device: string;
  readonly expiresAt: number;
  /** Somebody wanted quiet, here for this ring or by their policy: it is still shown. */
  readonly silenced?: boolean;
  /** This person's policy has it ring without a sound, on all of their devices. */
  readonly silent?: boolean;
}

interface Party {
  readonly call: string;
  readonly peer: string;
  readonly media: Media;
  readonly role: Role;
  readonly name?: string;
}

export type Progress = 'starting' | 'trying' | 'pushed' | 'ringing';

/** Whether the server told a progress that this page knows. */
export function isProgress(state: string): state is Exclude<Progress, 'starting'> {
  return state === 'trying' || state === 'pushed' || state === 'ringing';
}

/** The one call that this device takes part in, until its end has been read. `since` is by this device's clock. */
export type Current = Party &
  (
    | { readonly phase: 'calling'; readonly progress: Progress; readonly mergesInto?: string }
    /** `since` where the call was running before this page took part. */
    | { readonly phase: 'connecting'; readonly since?: number }
    | { readonly phase: 'talking'; readonly since: number; readonly interrupted: boolean }
    /** `message` is what the other has for callers outside of their hours. */
    | { readonly phase: 'ended'; readonly reason: EndReason; readonly durationMs?: number; readonly message?: string }
  );

export interface Life {
  readonly current: Current | null;
  readonly ringing: readonly Ringing[];
}

export type LifeEvent =
  | { readonly type: 'placed'; readonly call: string; readonly peer: string; readonly media: Media; readonly name?: string }
  | { readonly type: 'progress'; readonly call: string; readonly state: Progress }
  | { readonly type: 'rings'; readonly ringing: Ringing }
  | { readonly type: 'silenced'; readonly call: string }
  | { readonly type: 'answered'; readonly call: string }
  | { readonly type: 'accepted'; readonly call: string }
  | {
      readonly type: 'resumed';
      readonly call: string;
      readonly peer: string;
      readonly media: Media;
      readonly role: Role;
      /** When it was answered, by this device's clock; undefined while it rings. */
      readonly since: number | undefined;
      readonly name?: string;
    }
  | { readonly type: 'flowing'; readonly call: string; readonly at: number }
  | { readonly type: 'interrupted'; readonly call: string }
  | {
      readonly type: 'over';
      readonly call: string;
      readonly reason: EndReason;
      readonly at: number;
      readonly durationMs?: number;
      readonly into?: string;
      readonly message?: string;
    }
  | { readonly type: 'dismissed' };

export const IDLE: Life = { current: null, ringing: [] };

/** Whether this call holds the device: a call whose end is only still on the screen does not. */
export function isLive(current: Current | null): current is Exclude<Current, { phase: 'ended' }> {
  return current !== null && current.phase !== 'ended';
}

/** The life of calls on one device. Pure: sound, devices and connections follow from the state that it returns. */
export function reduce(life: Life, event: LifeEvent): Life {
  switch (event.type) {
    case 'placed': {
      if (isLive(life.current)) return life;
      const { type: _, ...party } = event;
      return { ...life, current: { ...party, role: 'caller', phase: 'calling', progress: 'starting' } };
    }
    case 'progress':
      return progress(life, event.call, event.state);
    case 'rings':
      return rings(life, event.ringing);
    case 'silenced':
      if (!life.ringing.some(({ call, silenced }) => call === event.call && !silenced)) return life;
      return { ...life, ringing: life.ringing.map((each) => (each.call === event.call ? { ...each, silenced: true } : each)) };
    case 'answered':
      return answered(life, event.call);
    case 'accepted':
      if (life.current?.call !== event.call || life.current.phase !== 'calling') return life;
      return { ...life, current: { ...partyOf(life.current), phase: 'connecting' } };
    case 'resumed': {
      if (isLive(life.current)) return life;
      const { type: _, since, ...party } = event;
      const current: Current = since !== undefined
        ? { ...party, phase: 'connecting', since }
        : { ...party, phase: 'calling', progress: 'trying' };
      return { current, ringing: without(life.ringing, event.call) };
    }
    case 'flowing':
      return flowing(life, event.call, event.at);
    case 'interrupted':
      if (life.current?.call !== event.call || life.current.phase !== 'talking') return life;
      return { ...life, current: { ...life.current, interrupted: true } };
    case 'over':
      return over(life, event);
    case 'dismissed':
      return life.current?.phase === 'ended' ? { ...life, current: null } : life;
    default:
      return event satisfies never;
  }
}

const RANK: Record<Progress, number> = { starting: 0, trying: 1, pushed: 2, ringing: 3 };

function progress(life: Life, call: string, state: Progress): Life {
  const { current } = life;
  if (current?.call !== call || current.phase !== 'calling' || RANK[state] <= RANK[current.progress]) return life;
  return { ...life, current: { ...current, progress: state } };
}

function rings(life: Life, ringing: Ringing): Life {
  if (life.current?.call === ringing.call || life.ringing.some((other) => other.call === ringing.call)) return life;
  // What ended and is still being read makes room for what rings.
  return { current: isLive(life.current) ? life.current : null, ringing: [...life.ringing, ringing] };
}

function answered(life: Life, call: string): Life {
  const found = life.ringing.find((other) => other.call === call);
  if (!found) return life;
  const { peer, media, name } = found;
  return {
    current: { call, peer, media, role: 'callee', ...(name === undefined ? {} : { name }), phase: 'connecting' },
    ringing: without(life.ringing, call),
  };
}

function flowing(life: Life, call: string, at: number): Life {
  const { current } = life;
  if (current?.call !== call) return life;
  if (current.phase === 'connecting') {
    return { ...life, current: { ...partyOf(current), phase: 'talking', since: current.since ?? at, interrupted: false } };
  }
  if (current.phase === 'talking' && current.interrupted) return { ...life, current: { ...current, interrupted: false } };
  return life;
}

function over(life: Life, event: Extract<LifeEvent, { type: 'over' }>): Life {
  const { current } = life;
  if (current?.call === event.call) {
    if (current.phase === 'ended') return life;
    // The other call of the two that crossed arrives by itself, and this device answers it.
    if (event.reason === 'merged' && event.into !== undefined && current.phase === 'calling') {
      return { ...life, current: { ...current, mergesInto: event.into } };
    }
    const durationMs = event.durationMs ?? (current.phase === 'talking' ? event.at - current.since : undefined);
    return { ...life, current: ended(current, event.reason, durationMs, event.message) };
  }
  const found = life.ringing.find((other) => other.call === event.call);
  // Ours went into this one, which is over before it rang here.
  if (current?.phase === 'calling' && current.mergesInto === event.call) return { ...life, current: ended(current, event.reason, undefined) };
  if (!found) return life;
  const ringing = without(life.ringing, event.call);
  // One's own refusal needs no notice, and neither does anything while one is talking or something else rings.
  if (event.reason === 'declined' || isLive(current) || ringing.length > 0) return { current, ringing };
  return { current: ended({ ...found, role: 'callee' }, event.reason, undefined), ringing };
}

function ended(party: Party, reason: EndReason, durationMs: number | undefined, message?: string): Current {
  return {
    ...partyOf(party), phase: 'ended', reason,
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(message === undefined ? {} : { message }),
  };
}

function partyOf({ call, peer, media, role, name }: Party): Party {
  return { call, peer, media, role, ...(name === undefined ? {} : { name }) };
}

function without(ringing: readonly Ringing[], call: string): readonly Ringing[] {
  return ringing.filter((other) => other.call !== call);
}
