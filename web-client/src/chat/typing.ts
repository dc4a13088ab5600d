import { Listeners } from '../app/listeners';
import type { Store } from '../app/useStore';
import type { Link } from '../protocol';

/** We say it again while it goes on, so that somebody who just came sees it too. */
const REPEAT_MS = 3_000;
/** The end of it may be lost; then it ends by itself. */
const FORGET_MS = 6_000;

/** Who is typing to us right now, by address; and what we tell of ourselves. Nothing of it is stored. */
export class Typing implements Store<ReadonlySet<string>> {
  readonly #link: Link;
  readonly #listeners = new Listeners();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #toldAt = new Map<string, number>();
  readonly #stop: () => void;
  #typing: ReadonlySet<string> = new Set();

  constructor(link: Link) {
    this.#link = link;
    this.#stop = link.on((frame) => {
      if (frame.type === 'msg:typing') this.#set(frame.by, frame.on);
      else if (frame.type === 'msg:incoming') this.#set(frame.from, false);
    });
  }

  getSnapshot = (): ReadonlySet<string> => this.#typing;
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);

  /** Call at each key; `false` when the text is sent or empty. */
  tell(peer: string, on: boolean): void {
    const now = Date.now();
    const last = this.#toldAt.get(peer);
    if (on && last !== undefined && now - last < REPEAT_MS) return;
    if (!on && last === undefined) return;
    if (on) this.#toldAt.set(peer, now);
    else this.#toldAt.delete(peer);
    this.#link.send({ type: 'msg:typing', to: peer, on });
  }

  dispose(): void {
    this.#stop();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#listeners.clear();
  }

  #set(address: string, on: boolean): void {
    clearTimeout(this.#timers.get(address));
    if (on) this.#timers.set(address, setTimeout(() => this.#set(address, false), FORGET_MS));
    if (on === this.#typing.has(address)) return;
    const next = new Set(this.#typing);
    if (on) next.add(address);
    else next.delete(address);
    this.#typing = next;
    this.#listeners.tell();
  }
}
