import type { ClientFrame, ClientRequest, ServerFrame, ServerFrameOf } from './frames';

/** Why this device must not come back by itself. */
export type StopReason = 'malformed' | 'not_authenticated' | 'superseded' | 'revoked' | 'account_deleted' | 'clock_skew';

/** Where the connection stands. Times are this device's own clock in ms since the epoch. */
export type ConnectionState =
  | { phase: 'connecting'; attempt: number }
  | { phase: 'ready'; session: string; limits: ServerFrameOf<'ready'>['limits'] }
  | { phase: 'waiting'; attempt: number; until: number }
  | { phase: 'stopped'; reason: StopReason };

/**
 * The one connection of this device: it proves who we are, comes back when it drops, and tells what arrives.
 * Frames reach listeners in the order in which they arrived, each after the listeners of the one before it.
 */
export interface Link {
  readonly address: string;
  readonly device: string;
  /** Whether this device holds the address's own key: only such a one links and removes devices. */
  readonly holdsKey: boolean;
  readonly state: ConnectionState;
  /** Calls back after each change of `state`. Returns the way out. */
  readonly subscribe: (listener: () => void) => () => void;
  /**
   * Sends with an `id` and resolves with the frame that answers it.
   * Rejects with `WireError`: the server's own, `offline` when there is no connection or it drops, `timeout` after
   * `timeoutMs`, 10 s unless told.
   */
  request<T extends ServerFrame = ServerFrame>(frame: ClientRequest, timeoutMs?: number): Promise<T>;
  /** Fire and forget; false when the connection is not ready, and then nothing was sent. */
  send(frame: ClientFrame): boolean;
  on(listener: (frame: ServerFrame) => void): () => void;
  /** Called after each `ready`, before any frame that follows it. */
  onReady(listener: () => void): () => void;
  /** Milliseconds since the epoch by the server's clock. */
  now(): number;
  /** JWS compact by this person's key: `{alg:"EdDSA", typ, kid:address}`. Set `iat` from {@link now} in seconds. */
  sign(typ: string, payload: object): Promise<string>;
  /** `fetch` of our own origin with this device's token. Rejects with `WireError` for every answer that is not 2xx. */
  fetchApi(path: string, init?: RequestInit): Promise<Response>;
  /** The person asks for it: tries at once, also after the server said not to come back. */
  retry(): void;
  dispose(): void;
}
