import { type ClientFrame, type ClientRequest, type Link, type ServerFrame, WireError } from '../protocol';

type Signal = Extract<ClientFrame, { type: 'webrtc:offer' | 'webrtc:answer' | 'webrtc:ice' }>;
type Connection = Pick<Link, 'request' | 'onReady' | 'state'>;

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8000;

/**
 * Asks until the server has said yes or no: again after a lost connection, and again when it says to come back.
 * Rejects with the `WireError` that asking again cannot help, or with the signal's reason once that aborts.
 */
export async function insist(link: Connection, frame: ClientRequest, signal: AbortSignal): Promise<ServerFrame> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await link.request(frame);
    } catch (error) {
      if (signal.aborted || !(error instanceof WireError) || !error.retryable) throw error;
      await comeBack(link, pauseMs(error, attempt), signal);
      signal.throwIfAborted();
    }
  }
}

/** The signals of one call, in order, none lost while the connection drops. What arrives twice does no harm. */
export class Signals {
  readonly #link: Connection;
  readonly #refused: (error: WireError) => void;
  readonly #over = new AbortController();
  #queue: Signal[] = [];
  #sent = 0;
  #attempt = 0;
  #open = false;
  #pausing = false;

  constructor(link: Connection, refused: (error: WireError) => void) {
    this.#link = link;
    this.#refused = refused;
  }

  /** Until the server knows the call, nothing of it may be sent. */
  open(): void {
    this.#open = true;
    this.#pump();
  }

  post(signal: Signal): void {
    this.#queue.push(signal);
    this.#pump();
  }

  /** A new peer connection makes the signals of those before it void. */
  dropBefore(gen: number): void {
    const sent = this.#queue.slice(0, this.#sent).filter((each) => each.gen >= gen).length;
    this.#queue = this.#queue.filter((each) => each.gen >= gen);
    this.#sent = sent;
  }

  dispose(): void {
    this.#over.abort();
    this.#queue = [];
  }

  #pump(): void {
    if (!this.#open || this.#pausing || this.#over.signal.aborted) return;
    for (let next = this.#queue[this.#sent]; next; next = this.#queue[this.#sent]) {
      const signal = next;
      this.#sent += 1;
      this.#link.request(signal).then(
        () => {
          this.#attempt = 0;
          this.#remove(signal);
        },
        (error: unknown) => this.#failed(signal, error),
      );
    }
  }

  #failed(signal: Signal, error: unknown): void {
    const at = this.#queue.indexOf(signal);
    if (at < 0 || this.#over.signal.aborted) return;
    if (!(error instanceof WireError)) throw error;
    if (!error.retryable) {
      this.#remove(signal);
      this.#refused(error);
      return;
    }
    // Those behind it may have arrived, but order matters more than a repeat.
    this.#sent = Math.min(this.#sent, at);
    if (this.#pausing) return;
    this.#pausing = true;
    void comeBack(this.#link, pauseMs(error, this.#attempt++), this.#over.signal).then(() => {
      this.#pausing = false;
      this.#pump();
    });
  }

  #remove(signal: Signal): void {
    const at = this.#queue.indexOf(signal);
    if (at < 0) return;
    this.#queue.splice(at, 1);
    if (at < this.#sent) this.#sent -= 1;
  }
}

function pauseMs(error: WireError, attempt: number): number {
  return error.retryAfterMs ?? Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
}

/** Resolves after the pause, at once when the connection is back, or when nobody waits any more. */
function comeBack(link: Connection, afterMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stopListening();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, afterMs);
    const stopListening = link.onReady(done);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
