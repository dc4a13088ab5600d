/** Any frame of the server about one call. */
interface Numbered {
  readonly call: string;
  readonly n: number;
  readonly peer?: string;
}

interface Lane<F> {
  next: number;
  peer: string | undefined;
  readonly held: Map<number, F>;
}

const HELD_MAX = 128;
const LANES_MAX = 256;

/**
 * Puts the server's frames of each call in order: `n` rises by one per call and device, each is applied once.
 * A call that is not known here counts on from the first number it shows, which is what a reloaded page needs.
 */
export class Inbox<F extends Numbered> {
  readonly #lanes = new Map<string, Lane<F>>();

  /** Frames of a call that this page places itself start at 1, so that a later one that overtakes must wait. */
  expect(call: string, peer: string): void {
    this.#lane(call, 1).peer = peer;
  }

  /**
   * A snapshot of the call that has everything up to its `n`, and is no numbered frame itself.
   * False where this page knows the call: then it has what led there, or will get it.
   */
  countOnFrom({ call, n, peer }: Numbered): boolean {
    if (this.#lanes.has(call)) return false;
    this.#lane(call, n + 1).peer = peer;
    return true;
  }

  /** What may be applied now, in order; and whom to tell which number need not be sent again. */
  take(frame: F): { ready: F[]; ack: number; peer: string | undefined } {
    const lane = this.#lane(frame.call, frame.n);
    lane.peer ??= frame.peer;
    const { held } = lane;
    if (frame.n >= lane.next && held.size < HELD_MAX) held.set(frame.n, frame);
    const ready: F[] = [];
    for (let found = held.get(lane.next); found; found = held.get(lane.next)) {
      held.delete(lane.next);
      lane.next += 1;
      ready.push(found);
    }
    return { ready, ack: lane.next - 1, peer: lane.peer };
  }

  #lane(call: string, first: number): Lane<F> {
    const known = this.#lanes.get(call);
    if (known) return known;
    const lane: Lane<F> = { next: first, peer: undefined, held: new Map() };
    this.#lanes.set(call, lane);
    const [oldest] = this.#lanes.keys();
    if (this.#lanes.size > LANES_MAX && oldest !== undefined) this.#lanes.delete(oldest);
    return lane;
  }
}
