import { Listeners } from '../app/listeners';
import type { Store } from '../app/useStore';
import type { Link } from '../protocol';
import { preferences } from '../settings/preferences';
import { isMessage } from './changes';

/** We say it again while it goes on, so that somebody who just came sees it too. */
const REPEAT_MS = 3_000;
/** The end of it may be lost; then it ends by itself. */
const FORGET_MS = 6_000;

/**
 * Who is typing to us right now, by address; and what we tell of ourselves. Nothing of it is stored. Whoever does not show
 * that they type is not shown it of others either.
 */
export class Typing implements Store<ReadonlySet<string>> {
  readonly #link: Link;
  readonly #listeners = new Listeners();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #toldAt = new Map<string, number>();
  readonly #stops: readonly (() => void)[];
  #typing: ReadonlySet<string> = new Set();

  constructor(link: Link) {
    this.#link = link;
    const hear = link.on((frame) => {
      if (frame.type === 'msg:typing') this.#set(frame.by, frame.on && preferences.getSnapshot().showTyping);
      else if (frame.type === 'msg:incoming' && isMessage(frame)) this.#set(frame.from, false);
    });
    this.#stops = [hear, preferences.subscribe(() => this.#follow())];
  }

  getSnapshot = (): ReadonlySet<string> => this.#typing;
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);

  /** Call at each key; `false` when the text is sent or empty. */
  tell(peer: string, on: boolean): void {
    if (on && !preferences.getSnapshot().showTyping) return;
    const now = Date.now();
    const last = this.#toldAt.get(peer);
    if (on && last !== undefined && now - last < REPEAT_MS) return;
    if (!on && last === undefined) return;
    if (on) this.#toldAt.set(peer, now);
    else this.#toldAt.delete(peer);
    this.#link.send({ type: 'msg:typing', to: peer, on });
  }

  dispose(): void {
    this.#stops.forEach((stop) => stop());
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#listeners.clear();
  }

  /** From the moment that somebody shows it no more, it is over on both sides. */
  #follow(): void {
    if (preferences.getSnapshot().showTyping) return;
    for (const peer of [...this.#toldAt.keys()]) this.tell(peer, false);
    for (const address of [...this.#typing]) this.#set(address, false);
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
