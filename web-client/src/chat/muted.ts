import type { ConversationRow } from './db';

const HOUR_MS = 3_600_000;
/** What a clock and a number can hold (docs/protocol.md). */
const FOR_EVER = Number.MAX_SAFE_INTEGER;

/** For how long somebody wants to hear nothing of a conversation. */
export const QUIET = ['hour', 'hours', 'always'] as const;
export type QuietFor = (typeof QUIET)[number];

/** When it is over, ms since the epoch. */
export function quietUntil(how: QuietFor, now: number): number {
  return how === 'always' ? FOR_EVER : now + (how === 'hour' ? HOUR_MS : 8 * HOUR_MS);
}

export const isMuted = ({ mutedUntil = 0 }: Pick<ConversationRow, 'mutedUntil'>, now: number): boolean => mutedUntil > now;
