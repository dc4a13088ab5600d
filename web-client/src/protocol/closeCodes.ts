import type { StopReason } from './link';

/** What a close code asks of the client (PROTOCOL.md, Close codes). Unknown codes are met as a lost connection. */
const STOP: Partial<Record<number, StopReason>> = {
  1007: 'malformed',
  1009: 'malformed',
  4400: 'malformed',
  4401: 'not_authenticated',
  4409: 'superseded',
  4410: 'revoked',
  4411: 'account_deleted',
};

/** Why not to come back after this close code, or undefined where coming back is right. */
export const stopReasonOf = (closeCode: number): StopReason | undefined => STOP[closeCode];
