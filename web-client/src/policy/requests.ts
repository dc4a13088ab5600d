import { Listeners } from '../app/listeners';
import type { Store } from '../app/useStore';
import type { PastCall } from '../call/history';
import { integer, object, type Of, text } from '../protocol/shape';

/** Somebody unknown who wanted to call and was let ask: their newest try, and how many there were. */
export interface CallRequest {
  readonly peer: string;
  readonly media: PastCall['media'];
  readonly at: number;
  readonly count: number;
}

const isRequest = ({ role, reason }: Pick<PastCall, 'role' | 'reason'>): boolean => role === 'callee' && reason === 'request_sent';

interface Known {
  /** Is a contact by now, or blocked: either answers them. */
  readonly isAnswered: (peer: string) => boolean;
  /** What came up to this moment was put away; 0 for nothing. */
  readonly dismissedUpTo: (peer: string) => number;
}

/** Those that wait for an answer, the newest first, one for each person. */
export function requestsOf(calls: readonly PastCall[], { isAnswered, dismissedUpTo }: Known): readonly CallRequest[] {
  const found = new Map<string, CallRequest>();
  for (const call of calls) {
    const { peer, media, startedAt: at } = call;
    if (!isRequest(call) || isAnswered(peer) || at <= dismissedUpTo(peer)) continue;
    const before = found.get(peer);
    const count = (before?.count ?? 0) + 1;
    found.set(peer, before && before.at >= at ? { ...before, count } : { peer, media, at, count });
  }
  return [...found.values()].sort((a, b) => b.at - a.at);
}

/** Up to when the requests of whom were put away. */
export type Dismissed = ReadonlyMap<string, number>;

/** More would be of people who have long given up. */
const KEPT = 200;
const entry = object({ peer: text, upTo: integer });

/**
 * The requests that were put away on this device. The server knows of no such thing: who asked is told nothing, and other
 * devices still show them.
 */
export class DismissedRequests implements Store<Dismissed> {
  readonly #key: string;
  readonly #listeners = new Listeners();
  #dismissed: Dismissed;

  constructor(address: string) {
    this.#key = `callvault.requestsDismissed.${address}`;
    this.#dismissed = this.#kept();
  }

  getSnapshot = (): Dismissed => this.#dismissed;
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);
  dispose = (): void => this.#listeners.clear();

  dismiss = ({ peer, at }: Pick<CallRequest, 'peer' | 'at'>): void => {
    const others = [...this.#dismissed].filter(([each]) => each !== peer);
    this.#dismissed = new Map([...others, [peer, at] as const].slice(-KEPT));
    try {
      localStorage.setItem(this.#key, JSON.stringify([...this.#dismissed].map(([each, upTo]): Of<typeof entry> => ({ peer: each, upTo }))));
    } catch {
      // A full storage brings it back after a reload, no more.
    }
    this.#listeners.tell();
  };

  #kept(): Dismissed {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.#key) ?? '[]');
      return new Map(Array.isArray(kept) ? kept.map((each) => entry(each, '')).map(({ peer, upTo }) => [peer, upTo] as const) : []);
    } catch {
      return new Map();
    }
  }
}
