import { shortAddress } from '../protocol/address';
import { words } from '../words';
import type { Trouble } from './devices';
import type { IceTrouble } from './iceTrouble';
import type { Current, EndReason } from './life';

/** What to call the other: the name they are known by, else enough of their address to tell them apart. */
export const whoOf = ({ name, peer }: { name?: string; peer: string }): string => name ?? shortAddress(peer);

/** Ends after which calling again is the next thing that people want. */
const AGAIN: ReadonlySet<EndReason> = new Set<EndReason>([
  'declined', 'busy', 'no_answer', 'missed', 'cancelled', 'do_not_disturb', 'outside_hours', 'ice_failed', 'ice_timeout', 'lost',
  'failed', 'unreachable',
]);

/** Ends that the connection doctor may know more about. */
const CONNECTION: ReadonlySet<EndReason> = new Set<EndReason>(['ice_failed', 'ice_timeout', 'lost', 'failed', 'insecure', 'unreachable', 'wrong_clock']);

interface Ending {
  readonly title: string;
  readonly advice?: string;
  readonly callAgain: boolean;
  /** The page that finds out what is wrong. */
  readonly check?: 'connection' | 'media';
}

/** What to say about a call that is over. For one's own cancelled call nothing about the other is said. */
export function ending({ reason, role }: Extract<Current, { phase: 'ended' }>, who: string, trouble?: IceTrouble): Ending {
  if (reason === 'cancelled' && role === 'caller') return { title: words.call.ended, callAgain: false };
  const check = CONNECTION.has(reason) ? 'connection' : reason === 'no_microphone' ? 'media' : undefined;
  return {
    ...words.call.endings[reason](who),
    ...(trouble && explains(trouble, reason) ? { advice: words.call.iceTroubles[trouble] } : {}),
    callAgain: AGAIN.has(reason),
    ...(check ? { check } : {}),
  };
}

/** Ends that a relay would have spared. Where media flowed before, no relay was silent. */
const explains = (trouble: IceTrouble, reason: EndReason): boolean =>
  reason === 'ice_failed' || (reason === 'ice_timeout' && trouble !== 'relay_silent');

/** What is wrong with one's devices, and what it means for the call that goes on without them. */
export function deviceAdvice(trouble: { microphone?: Trouble; camera?: Trouble }, inCall: boolean): string {
  const said: string[] = [];
  if (trouble.microphone) {
    said.push(words.call.troubles[trouble.microphone].microphone);
    if (inCall) said.push(words.call.theyCannotHear);
  }
  if (trouble.camera) said.push(words.call.troubles[trouble.camera].camera);
  return said.join(' ');
}

/** `m:ss`, or `h:mm:ss` from an hour on. */
export function clock(durationMs: number): string {
  const total = Math.max(0, Math.floor(durationMs / 1000));
  const [h, m, s] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
