import type { Ringing } from './life';
import { whoOf } from './say';
import { words } from '../words';

const FLASH_MS = 1000;
const RINGING_ICON = '/icon-ringing.svg';

/** What the browser's tab shows while a call rings: the title takes turns with who it is, and the icon is another. */
export class PageMarks {
  #title: string | undefined;
  #icon: string | undefined;
  #shown = '';
  #flash: ReturnType<typeof setInterval> | undefined;

  show(ringing: Ringing | undefined): void {
    if (!ringing) {
      this.#clear();
      return;
    }
    const title = words.call.ringsTitle(whoOf(ringing));
    if (title === this.#shown) return;
    this.#shown = title;
    this.#title ??= document.title;
    document.title = title;
    this.#icon ??= this.#swapIcon(RINGING_ICON);
    this.#flash ??= setInterval(() => this.#turn(), FLASH_MS);
  }

  #turn(): void {
    if (document.title === this.#shown) {
      document.title = this.#title ?? '';
      return;
    }
    // The page may have gone to another screen meanwhile.
    this.#title = document.title;
    document.title = this.#shown;
  }

  #clear(): void {
    clearInterval(this.#flash);
    this.#flash = undefined;
    if (this.#title !== undefined && document.title === this.#shown) document.title = this.#title;
    if (this.#icon !== undefined) this.#swapIcon(this.#icon);
    this.#title = this.#icon = undefined;
    this.#shown = '';
  }

  /** Returns what was there before. */
  #swapIcon(href: string): string | undefined {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    const before = link?.getAttribute('href') ?? undefined;
    link?.setAttribute('href', href);
    return before;
  }
}
