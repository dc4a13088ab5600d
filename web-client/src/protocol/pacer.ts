/** The part of the server's limit that we plan with; the rest is for call frames, which never wait. */
const SHARE = 0.8;
const WINDOW_MS = 1_000;

/**
 * Spreads frames so that the server's limit per second is kept: after a long time away there may be hundreds of messages
 * and receipts to tell at once, and whoever floods is closed (4029).
 */
export class Pacer {
  readonly #now: () => number;
  /** When the last frames went out, or will; oldest first, not more than fit into one window. */
  #slots: number[] = [];
  #most = 1;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A new connection with its own limit. */
  start(framesPerSecond: number): void {
    this.#most = Math.max(1, Math.floor(framesPerSecond * SHARE));
    this.#slots = [];
  }

  /** Takes the next slot; returns the milliseconds until then. */
  take(): number {
    const now = this.#now();
    const oldest = this.#slots.length < this.#most ? undefined : this.#slots.shift();
    const slot = oldest === undefined ? now : Math.max(now, oldest + WINDOW_MS);
    this.#slots.push(slot);
    return slot - now;
  }
}
