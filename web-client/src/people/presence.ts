import { Listeners } from '../app/listeners';
import type { Store } from '../app/useStore';
import type { Link, ServerFrame } from '../protocol';
import { flag, integer, object, optional, text } from '../protocol/shape';

/** While somebody looks at it. */
const EVERY_MS = 20_000;

const answer = object({ address: text, online: optional(flag), lastSeen: optional(integer) });

/** Somebody is online, or was last at this time: ms since the epoch, to the minute, where that is known. */
export interface Sight {
  readonly online: boolean;
  readonly lastSeen?: number | undefined;
}

/** What is known of people, by their addresses; undefined while nothing is, and where this person may not know. */
export interface Sights {
  readonly of: (address: string) => Pick<Store<Sight | undefined>, 'getSnapshot' | 'subscribe'>;
}

/** One for each person that somebody has looked at. */
export class Presences implements Sights {
  readonly #link: Link;
  readonly #known = new Map<string, Presence>();

  constructor(link: Link) {
    this.#link = link;
  }

  of = (address: string): Presence => {
    const presence = this.#known.get(address) ?? new Presence(this.#link, address);
    this.#known.set(address, presence);
    return presence;
  };

  dispose(): void {
    for (const presence of this.#known.values()) presence.dispose();
  }
}

/**
 * Asks the server when somebody begins to listen, and again and again while they do, the page is in view and there is a
 * connection. Who writes, types or reads is online at once, for those who may know it.
 */
class Presence implements Store<Sight | undefined> {
  readonly #link: Link;
  readonly #address: string;
  readonly #listeners = new Listeners();
  #sight: Sight | undefined;
  #stops: readonly (() => void)[] = [];
  /** An answer that something newer has overtaken says nothing. */
  #asked = 0;

  constructor(link: Link, address: string) {
    this.#link = link;
    this.#address = address;
  }

  getSnapshot = (): Sight | undefined => this.#sight;

  subscribe = (listener: () => void): (() => void) => {
    const leave = this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#start();
    return () => {
      leave();
      if (this.#listeners.size === 0) this.#stop();
    };
  };

  dispose(): void {
    this.#stop();
    this.#listeners.clear();
  }

  #start(): void {
    const ask = () => void this.#ask();
    const timer = setInterval(ask, EVERY_MS);
    document.addEventListener('visibilitychange', ask);
    this.#stops = [
      () => clearInterval(timer),
      () => document.removeEventListener('visibilitychange', ask),
      this.#link.onReady(ask),
      this.#link.on((frame) => this.#hear(frame)),
      this.#link.subscribe(() => {
        if (this.#link.state.phase !== 'ready') this.#set(undefined);
      }),
    ];
    ask();
  }

  /** By the time somebody listens again it may no longer be so. */
  #stop(): void {
    this.#stops.forEach((stop) => stop());
    this.#stops = [];
    this.#asked += 1;
    this.#sight = undefined;
  }

  async #ask(): Promise<void> {
    if (document.visibilityState !== 'visible' || this.#link.state.phase !== 'ready') return;
    this.#asked += 1;
    const asked = this.#asked;
    const found = await this.#fetch();
    if (asked === this.#asked) this.#set(found);
  }

  async #fetch(): Promise<Sight | undefined> {
    try {
      const { online, lastSeen } = answer(await (await this.#link.fetchApi(`/api/presence/${encodeURIComponent(this.#address)}`)).json(), '');
      return online === undefined ? undefined : { online, lastSeen };
    } catch {
      // Nobody can say now; the next time is soon.
      return undefined;
    }
  }

  #hear(frame: ServerFrame): void {
    if (this.#sight === undefined || whoIn(frame) !== this.#address) return;
    this.#asked += 1;
    this.#set({ online: true });
  }

  #set(sight: Sight | undefined): void {
    this.#sight = sight;
    this.#listeners.tell();
  }
}

/** Whose doing it is, where it is something that one does oneself. */
function whoIn(frame: ServerFrame): string | undefined {
  if (frame.type === 'msg:incoming') return frame.from;
  return frame.type === 'msg:typing' || frame.type === 'msg:read' ? frame.by : undefined;
}
