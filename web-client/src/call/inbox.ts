/** Any frame of the server about one call. */
interface Numbered {
  readonly call: string;
  readonly n: number;
  readonly peer?: string;
}

interface Lane<F> {
  next: number;
  /** Not so where frames of a call came that this page knows nothing of. */
  whole: boolean;
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
    const lane = this.#lane(call, 1);
    lane.peer = peer;
    lane.whole = true;
  }

  /**
   * A snapshot of the call that has everything up to its `n`, and is no numbered frame itself; it may come after frames of a
   * call that this page is not in. What may be applied after it; null where the page counts already: then it has what led
   * there, or will get it.
   */
  countOnFrom({ call, n, peer }: Numbered): F[] | null {
    const lane = this.#lane(call, n + 1);
    if (lane.whole) return null;
    lane.whole = true;
    lane.peer = peer;
    lane.next = Math.max(lane.next, n + 1);
    for (const held of [...lane.held.keys()]) if (held <= n) lane.held.delete(held);
    return ready(lane);
  }

  /** What may be applied now, in order; and whom to tell which number need not be sent again. */
  take(frame: F): { ready: F[]; ack: number; peer: string | undefined } {
    const lane = this.#lane(frame.call, frame.n);
    lane.peer ??= frame.peer;
    if (frame.n >= lane.next && lane.held.size < HELD_MAX) lane.held.set(frame.n, frame);
    return { ready: ready(lane), ack: lane.next - 1, peer: lane.peer };
  }

  #lane(call: string, first: number): Lane<F> {
    const known = this.#lanes.get(call);
    if (known) return known;
    const lane: Lane<F> = { next: first, whole: false, peer: undefined, held: new Map() };
    this.#lanes.set(call, lane);
    const [oldest] = this.#lanes.keys();
    if (this.#lanes.size > LANES_MAX && oldest !== undefined) this.#lanes.delete(oldest);
    return lane;
  }
}

/** Takes out what comes next, without a hole. */
function ready<F>(lane: Lane<F>): F[] {
  const found: F[] = [];
  for (let next = lane.held.get(lane.next); next; next = lane.held.get(lane.next)) {
    lane.held.delete(lane.next);
    lane.next += 1;
    found.push(next);
  }
  return found;
}
