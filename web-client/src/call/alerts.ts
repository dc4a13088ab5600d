import type { Link } from '../protocol';
import { Bell } from './bell';
import { isLive, type Life, type Ringing } from './life';
import { PageMarks } from './marks';
import { insist } from './signals';

interface Shown {
  readonly timer: ReturnType<typeof setTimeout>;
  readonly over: AbortController;
  /** The call stands on the page, whether or not anybody can see the page. */
  onPage: boolean;
  told: 'not' | 'telling' | 'told';
}

/**
 * Everything by which a person notices a call: sound, title, and `call:ringing`, which is said only once the call is
 * to be seen or heard here. Also ends the ring when its time is over, however long the server is silent.
 */
export class Alerts {
  readonly #link: Link;
  readonly #expired: (call: string) => void;
  readonly #bell: Bell;
  readonly #marks = new PageMarks();
  readonly #shown = new Map<string, Shown>();
  readonly #leave: (() => void)[];
  #life: Life = { current: null, ringing: [] };

  /** `unlocked` is called when the page may be heard from then on. */
  constructor(link: Link, expired: (call: string) => void, unlocked: () => void) {
    this.#link = link;
    this.#expired = expired;
    this.#bell = new Bell(() => {
      this.#tell();
      unlocked();
    });
    const visible = () => this.#tell();
    document.addEventListener('visibilitychange', visible);
    this.#leave = [
      () => document.removeEventListener('visibilitychange', visible),
      link.onReady(() => this.#life.ringing.forEach(({ call }) => this.repeat(call))),
    ];
  }

  follow(life: Life): void {
    this.#life = life;
    for (const ringing of life.ringing) if (!this.#shown.has(ringing.call)) this.#begin(ringing);
    for (const [call, { timer, over }] of this.#shown) {
      if (life.ringing.some((ringing) => ringing.call === call)) continue;
      clearTimeout(timer);
      over.abort();
      this.#shown.delete(call);
    }
    this.#bell.play(toneOf(life));
    this.#marks.show(life.ringing[0]);
    this.#tell();
  }

  /** Whether a ring would be heard: browsers keep a page silent until it was touched. */
  get audible(): boolean {
    return this.#bell.unlocked;
  }

  /** One round of the ring, for somebody who wants to know whether they would hear it. */
  test(): void {
    this.#bell.test();
  }

  /** The page has drawn this call. */
  onPage(call: string): void {
    const shown = this.#shown.get(call);
    if (!shown) return;
    shown.onPage = true;
    this.#tell();
  }

  /** The server rings again or is new: it may not know that this device rings already. */
  repeat(call: string): void {
    const shown = this.#shown.get(call);
    if (shown?.told !== 'told') return;
    shown.told = 'not';
    this.#tell();
  }

  dispose(): void {
    this.follow({ current: null, ringing: [] });
    this.#bell.dispose();
    for (const leave of this.#leave) leave();
  }

  #begin({ call, expiresAt }: Ringing): void {
    const timer = setTimeout(() => this.#expired(call), Math.max(0, expiresAt - this.#link.now()));
    this.#shown.set(call, { timer, over: new AbortController(), onPage: false, told: 'not' });
  }

  #tell(): void {
    for (const { call, peer } of this.#life.ringing) {
      const shown = this.#shown.get(call);
      if (shown?.told !== 'not') continue;
      const noticeable = shown.onPage && document.visibilityState === 'visible';
      if (noticeable || this.#bell.sounding) void this.#ringing(shown, call, peer);
    }
  }

  async #ringing(shown: Shown, call: string, peer: string): Promise<void> {
    shown.told = 'telling';
    try {
      await insist(this.#link, { type: 'call:ringing', call, peer }, shown.over.signal);
    } catch {
      // It is over, or the server will not have it: then it says by an end of its own what is to be shown.
    }
    shown.told = 'told';
  }
}

function toneOf({ current, ringing }: Life): 'ring' | 'waiting' | 'ringback' | null {
  if (ringing.some(({ silenced }) => !silenced)) return isLive(current) ? 'waiting' : 'ring';
  return current?.phase === 'calling' && current.progress === 'ringing' ? 'ringback' : null;
}
