import type { ConnectionState, Link, StopReason } from '../protocol';
import { Listeners } from './listeners';
import type { Store } from './useStore';

/** What people need to know of the connection. */
export type Notice =
  | { readonly kind: 'none' }
  /** `atOnce`: it was lost, and people know. Else it is given a second before there are words for it. */
  | { readonly kind: 'connecting'; readonly atOnce: boolean }
  /** The device says itself that it has no network: there is nothing to try. */
  | { readonly kind: 'offline' }
  | { readonly kind: 'waiting'; readonly seconds: number }
  | { readonly kind: 'back' }
  | { readonly kind: 'stopped'; readonly reason: StopReason };

/** What the notice needs of the browser; tests script it. */
export interface Network {
  isOnline(): boolean;
  /** Calls back when that changes; returns the way out. */
  watch(changed: () => void): () => void;
}

const BACK_MS = 3_000;
const TICK_MS = 500;

const browserNetwork: Network = {
  isOnline: () => navigator.onLine,
  watch: (changed) => {
    globalThis.addEventListener('online', changed);
    globalThis.addEventListener('offline', changed);
    return () => {
      globalThis.removeEventListener('online', changed);
      globalThis.removeEventListener('offline', changed);
    };
  },
};

/** Turns the states of the connection into what is said of it; counts only while somebody listens. */
export class NoticeStore implements Store<Notice> {
  readonly #listeners = new Listeners();
  readonly #link: Pick<Link, 'state' | 'subscribe'>;
  readonly #network: Network;
  #notice: Notice = { kind: 'none' };
  /** The connection was lost since it last stood. */
  #lost = false;
  #backUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #leave: (() => void) | undefined;

  constructor(link: Pick<Link, 'state' | 'subscribe'>, network: Network = browserNetwork) {
    this.#link = link;
    this.#network = network;
    this.#notice = this.#read();
  }

  getSnapshot = (): Notice => this.#notice;

  subscribe = (listener: () => void): (() => void) => {
    const leave = this.#listeners.add(listener);
    if (!this.#leave) this.#watch();
    return () => {
      leave();
      if (this.#listeners.size === 0) this.#stop();
    };
  };

  dispose(): void {
    this.#stop();
    this.#listeners.clear();
  }

  #watch(): void {
    const ways = [this.#link.subscribe(this.#look), this.#network.watch(this.#look)];
    this.#leave = () => ways.forEach((leave) => leave());
    this.#look();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#leave?.();
    this.#leave = undefined;
  }

  readonly #look = (): void => {
    clearTimeout(this.#timer);
    const notice = this.#read();
    if (notice.kind === 'waiting' || notice.kind === 'back') this.#timer = setTimeout(this.#look, TICK_MS);
    if (same(notice, this.#notice)) return;
    this.#notice = notice;
    this.#listeners.tell();
  };

  #read(): Notice {
    const { state } = this.#link;
    if (state.phase === 'ready') return this.#ready();
    const lost = this.#lost;
    if (state.phase !== 'connecting') this.#lost = true;
    return this.#network.isOnline() || state.phase === 'stopped' ? away(state, lost) : { kind: 'offline' };
  }

  #ready(): Notice {
    if (this.#lost) this.#backUntil = Date.now() + BACK_MS;
    this.#lost = false;
    return { kind: Date.now() < this.#backUntil ? 'back' : 'none' };
  }
}

function away(state: Exclude<ConnectionState, { phase: 'ready' }>, lost: boolean): Notice {
  switch (state.phase) {
    case 'connecting':
      return { kind: 'connecting', atOnce: lost };
    case 'waiting':
      return { kind: 'waiting', seconds: Math.max(1, Math.ceil((state.until - Date.now()) / 1000)) };
    case 'stopped':
      return { kind: 'stopped', reason: state.reason };
    default:
      return state satisfies never;
  }
}

const same = (one: Notice, other: Notice): boolean => JSON.stringify(one) === JSON.stringify(other);
