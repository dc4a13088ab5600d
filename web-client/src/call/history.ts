import { Listeners } from '../app/listeners';
import type { Store } from '../app/useStore';
import type { Link } from '../protocol';
import { integer, listOf, object, type Of, oneOf, optional, text } from '../protocol/shape';

const entry = object({
  call: text,
  peer: text,
  role: oneOf('caller', 'callee'),
  media: oneOf('audio', 'video'),
  startedAt: integer,
  answeredAt: optional(integer),
  endedAt: optional(integer),
  reason: text,
});

const page = object({ calls: listOf(entry), next: optional(text) });

/** A call that is over, as this person was told it. Times are the server's, in ms since the epoch. */
export type PastCall = Of<typeof entry>;

export interface HistorySnapshot {
  /** The newest first; undefined until there is something to go by. */
  readonly calls: readonly PastCall[] | undefined;
  readonly more: boolean;
  /** Earlier ones are on their way. */
  readonly busy: boolean;
  /** What the server has could not be read; what is shown may be old. */
  readonly problem: boolean;
  /** Calls that were missed since somebody looked here. */
  readonly missed: number;
  /** Requests to call that came since then. */
  readonly asked: number;
}

/** The calls of this person that are over. No method rejects: what could not be read is said in the snapshot. */
export interface CallHistory extends Store<HistorySnapshot> {
  showEarlier(): void;
  retry(): void;
  /** Reads the newest again: of a call that their policy stopped nothing tells a person but this. */
  refresh(): void;
  /** Somebody looks at the list: nothing in it is new any more. */
  seen(): void;
}

/** What a line of the list says first. */
export type Outcome = 'missed' | 'incoming' | 'outgoing' | 'declined' | 'elsewhere' | 'unanswered' | 'cancelled' | 'refused' | 'broken' | 'asked' | 'requested' | 'kept_out';

/** Why a call that was missed did not ring. */
export type Missed = 'do_not_disturb' | 'outside_hours';

export const missedBecause = ({ role, reason }: Pick<PastCall, 'role' | 'reason'>): Missed | undefined =>
  role === 'callee' && (reason === 'do_not_disturb' || reason === 'outside_hours') ? reason : undefined;

/** What became of a call. A reason of a later server is told by who called and whether anybody answered. */
export function outcomeOf({ role, reason, answeredAt }: Pick<PastCall, 'role' | 'reason' | 'answeredAt'>): Outcome {
  if (answeredAt !== undefined && reason !== 'answered_elsewhere') {
    return reason === 'ice_failed' || reason === 'failed' ? 'broken' : role === 'caller' ? 'outgoing' : 'incoming';
  }
  if (role === 'callee') {
    if (reason === 'answered_elsewhere') return 'elsewhere';
    if (reason === 'request_sent') return 'asked';
    if (reason === 'not_allowed') return 'kept_out';
    return reason === 'declined' || reason === 'declined_elsewhere' ? 'declined' : 'missed';
  }
  switch (reason) {
    case 'cancelled':
      return 'cancelled';
    case 'request_sent':
      return 'requested';
    case 'declined':
    case 'busy':
    case 'do_not_disturb':
    case 'outside_hours':
    case 'not_allowed':
      return 'refused';
    case 'failed':
    case 'ice_failed':
    case 'ice_timeout':
    case 'lost':
      return 'broken';
    default:
      return 'unanswered';
  }
}

/** How long they talked, in ms; undefined where nobody answered. */
export function talkedMs({ answeredAt, endedAt }: PastCall): number | undefined {
  return answeredAt === undefined || endedAt === undefined ? undefined : Math.max(0, endedAt - answeredAt);
}

const KEPT = 50;
/** The server has written an end down when it tells it; several ends at once are one look. */
const SETTLES_MS = 300;
const RETRY_MS = [2000, 8000, 30_000];

export class RememberedCalls implements CallHistory {
  readonly #link: Link;
  readonly #listeners = new Listeners();
  readonly #leave: (() => void)[];
  readonly #keys: { readonly calls: string; readonly seen: string };
  #snapshot: HistorySnapshot;
  #next: string | undefined;
  /** What is known was read from this server by this page, so that it is known where it ends. */
  #reaching = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #disposed = false;

  constructor(link: Link) {
    this.#link = link;
    this.#keys = { calls: `callvault.calls.${link.address}`, seen: `callvault.callsSeen.${link.address}` };
    const calls = this.#kept();
    this.#snapshot = { calls, more: false, busy: false, problem: false, ...this.#newIn(calls) };
    this.#leave = [
      link.onReady(() => this.#soon(0)),
      link.on((frame) => {
        if (frame.type === 'call:ended') this.#soon(SETTLES_MS);
      }),
    ];
  }

  getSnapshot = (): HistorySnapshot => this.#snapshot;
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);

  retry = (): void => {
    this.#failures = 0;
    this.#become({ problem: false });
    this.#soon(0);
  };

  refresh = (): void => {
    if (this.#link.state.phase === 'ready') this.#soon(0);
  };

  showEarlier = (): void => {
    if (this.#next !== undefined && !this.#snapshot.busy) void this.#earlier(this.#next);
  };

  seen = (): void => {
    const [newest] = this.#snapshot.calls ?? [];
    if (!newest || this.#snapshot.missed + this.#snapshot.asked === 0) return;
    this.#keep(this.#keys.seen, String(newest.startedAt));
    this.#become({ missed: 0, asked: 0 });
  };

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    for (const leave of this.#leave) leave();
    this.#listeners.clear();
  }

  #soon(afterMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), afterMs);
  }

  async #refresh(): Promise<void> {
    try {
      const { calls, next } = await this.#read('');
      const known = this.#snapshot.calls ?? [];
      const last = calls.at(-1);
      const at = last ? known.findIndex(({ call }) => call === last.call) : -1;
      // Pages that were read before stay where the new first page reaches them; else there is a hole, and they go.
      const older = next !== undefined && at >= 0 && this.#reaching ? known.slice(at + 1) : [];
      if (older.length === 0) this.#next = next;
      this.#reaching = true;
      const all = [...calls, ...older];
      this.#failures = 0;
      this.#keep(this.#keys.calls, JSON.stringify(all.slice(0, KEPT)));
      this.#become({ calls: all, more: this.#next !== undefined, problem: false, ...this.#newIn(all) });
    } catch {
      this.#failed();
    }
  }

  async #earlier(next: string): Promise<void> {
    this.#become({ busy: true });
    try {
      const read = await this.#read(`?next=${encodeURIComponent(next)}`);
      const known = this.#snapshot.calls ?? [];
      this.#next = read.next;
      const fresh = read.calls.filter(({ call }) => !known.some((each) => each.call === call));
      this.#become({ calls: [...known, ...fresh], more: read.next !== undefined, busy: false, problem: false });
    } catch {
      this.#become({ busy: false, problem: true });
    }
  }

  async #read(query: string): Promise<Of<typeof page>> {
    const response = await this.#link.fetchApi(`/api/calls${query}`);
    const body: unknown = await response.json();
    return page(body, '');
  }

  /** Without a connection the next `ready` asks again; with one, something else is the matter, and time may help. */
  #failed(): void {
    if (this.#disposed) return;
    this.#become({ problem: true });
    const afterMs = RETRY_MS[this.#failures++];
    if (this.#link.state.phase === 'ready' && afterMs !== undefined) this.#soon(afterMs);
  }

  #newIn(calls: readonly PastCall[] = []): Pick<HistorySnapshot, 'missed' | 'asked'> {
    const seen = Number(localStorage.getItem(this.#keys.seen) ?? 0);
    const outcomes = calls.filter((each) => each.startedAt > seen).map(outcomeOf);
    return { missed: outcomes.filter((each) => each === 'missed').length, asked: outcomes.filter((each) => each === 'asked').length };
  }

  #kept(): readonly PastCall[] | undefined {
    try {
      const kept = localStorage.getItem(this.#keys.calls);
      return kept === null ? undefined : listOf(entry)(JSON.parse(kept), 'calls');
    } catch {
      return undefined;
    }
  }

  #keep(key: string, value: string): void {
    try {
      localStorage.setItem(key, value);
    } catch {
      // A full storage costs a moment at the next start, no more.
    }
  }

  #become(part: Partial<HistorySnapshot>): void {
    if (this.#disposed) return;
    this.#snapshot = { ...this.#snapshot, ...part };
    this.#listeners.tell();
  }
}

