import { Listeners } from './listeners';
import type { Store } from './useStore';

/** `held`: this tab holds the device's connection. `elsewhere`: another tab does, and this one waits in line. */
export type TabState = 'asking' | 'held' | 'elsewhere';

const NAME = 'callvault-connection';
const HELD = 'callvault-held';

/** What a tab knows of itself across a reload. */
export interface TabMemory {
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly reloaded: boolean;
}

const thisTab = (): TabMemory => ({
  storage: sessionStorage,
  reloaded: performance.getEntriesByType('navigation').some((entry) => 'type' in entry && entry.type === 'reload'),
});

/**
 * Lets exactly one tab of this device hold the socket (Web Locks). The lock is the browser's: it passes to the next
 * tab in line when the holder closes or crashes, so nothing has to time out.
 */
export class TabLock implements Store<TabState> {
  readonly #listeners = new Listeners();
  readonly #locks: LockManager;
  readonly #memory: TabMemory;
  #state: TabState = 'asking';
  #waiting: AbortController | undefined;
  #release: (() => void) | undefined;
  #disposed = false;

  constructor(locks: LockManager = navigator.locks, memory: TabMemory = thisTab()) {
    this.#locks = locks;
    this.#memory = memory;
    // While the holder reloads, the lock passes to a tab in line; the reloaded one, which the person looks at, takes it back.
    const tookIt = memory.reloaded && memory.storage.getItem(HELD) !== null;
    void this.#request(tookIt ? { steal: true } : { ifAvailable: true });
  }

  getSnapshot = (): TabState => this.#state;
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);

  /** Takes the connection from the tab that holds it; that one is told, and waits in line from then on. */
  takeOver = (): void => {
    if (this.#state !== 'elsewhere') return;
    this.#waiting?.abort();
    void this.#request({ steal: true });
  };

  dispose(): void {
    this.#disposed = true;
    this.#waiting?.abort();
    this.#release?.();
    this.#listeners.clear();
  }

  async #request(options: LockOptions): Promise<void> {
    try {
      const held = await this.#locks.request(NAME, options, (lock) => (lock ? this.#hold() : false));
      if (!held) this.#waitInLine();
    } catch (error) {
      // We gave up our place in line to take the lock; that may be told after we already have it.
      if (options.signal?.aborted) return;
      // AbortError: another tab took the lock from us.
      if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
      this.#waitInLine();
    }
  }

  #hold(): Promise<true> {
    this.#waiting = undefined;
    return new Promise((resolve) => {
      this.#release = () => resolve(true);
      this.#memory.storage.setItem(HELD, 'yes');
      this.#become('held');
    });
  }

  #waitInLine(): void {
    if (this.#disposed) return;
    this.#release = undefined;
    this.#memory.storage.removeItem(HELD);
    this.#waiting = new AbortController();
    this.#become('elsewhere');
    void this.#request({ signal: this.#waiting.signal });
  }

  #become(state: TabState): void {
    if (this.#disposed) return;
    this.#state = state;
    this.#listeners.tell();
  }
}
