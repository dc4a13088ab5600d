/** What the server may answer with, and whether the same request may succeed later (PROTOCOL.md, Errors). */
type MendTheRequest =
  | 'malformed' | 'unknown_type' | 'frame_too_large' | 'bad_address' | 'bad_signature' | 'clock_skew' | 'stale_intent'
  | 'self_call' | 'bad_state' | 'empty_message' | 'message_too_large' | 'bad_attachment' | 'client_id_reused'
  | 'edit_window_over' | 'payload_too_large' | 'unsupported_media_type';
type NotAllowedOrNotThere =
  | 'not_authenticated' | 'bad_proof' | 'superseded' | 'revoked' | 'account_deleted' | 'forbidden' | 'not_found' | 'no_such_call'
  | 'not_your_call' | 'already_answered' | 'call_over' | 'device_busy' | 'no_such_message' | 'not_a_member'
  | 'conflict' | 'quota_exceeded';
type Later = 'rate_limited' | 'overloaded' | 'unavailable' | 'internal';
/** Said by this client alone: there is no connection, or no answer came in time. Both may be tried again. */
type OnThisSide = 'offline' | 'timeout';

/** An error code; a later server may know more of them. */
export type ErrorCode = MendTheRequest | NotAllowedOrNotThere | Later | OnThisSide | (string & {});

/** A request that was refused, or that got no answer. `message` is for developers; people read words.ts. */
export class WireError extends Error {
  override name = 'WireError';
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string, retryable: boolean, retryAfterMs?: number) {
    super(message);
    this.code = code;
    this.retryable = retryable;
    this.retryAfterMs = retryAfterMs;
  }
}

export const offline = (): WireError => new WireError('offline', 'no connection', true);
export const timedOut = (): WireError => new WireError('timeout', 'no answer in time', true);
