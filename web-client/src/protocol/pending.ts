import { offline, timedOut, WireError } from './errors';
import type { ServerFrame } from './frames';

interface Waiting {
  resolve(frame: ServerFrame): void;
  reject(error: WireError): void;
  timer: ReturnType<typeof setTimeout>;
}

/** Requests that wait for the frame that carries their id in `re`. */
export class Pending {
  readonly #waiting = new Map<string, Waiting>();
  #last = 0;

  /** Hands a new id to `send`; when that says false, or nothing answers in time, the promise is rejected. */
  ask(send: (id: string) => boolean, timeoutMs: number): Promise<ServerFrame> {
    const id = (++this.#last).toString(36);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(timedOut());
      }, timeoutMs);
      this.#waiting.set(id, { resolve, reject, timer });
      if (!send(id)) this.#take(id)?.reject(offline());
    });
  }

  /** Settles the request that this frame answers, if there is one. */
  settle(frame: ServerFrame): void {
    if (!('re' in frame) || frame.re === undefined) return;
    const waiting = this.#take(frame.re);
    if (!waiting) return;
    if (frame.type === 'error') {
      waiting.reject(new WireError(frame.code, frame.message, frame.retryable, frame.retryAfterMs));
    } else {
      waiting.resolve(frame);
    }
  }

  /** The connection is gone: whether these requests were heard is unknown. */
  dropAll(): void {
    for (const id of [...this.#waiting.keys()]) this.#take(id)?.reject(offline());
  }

  #take(id: string): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(waiting?.timer);
    return waiting;
  }
}
