export interface PathListener {
  /** Look for another path. `broken`: nothing flows on the one there was; else it may end soon. */
  search(broken: boolean): void;
  giveUp(): void;
}

/** A path that stops for a moment mostly goes on by itself. */
const SEARCH_AFTER_MS = 2000;
/** The first search gets this long, each further one half as long again: over a slow network a new path takes its time. */
const FIRST_SEARCH_MS = 3000;
const PATIENCE = 1.5;
const GIVE_UP_AFTER_MS = 30_000;
/** A network that changes does so in several steps. */
const SETTLES_WITHIN_MS = 1000;

/** When to look for another path between the two of a call, how often, and when to give up: time only, no connection. */
export class PathWatch {
  readonly #listener: PathListener;
  readonly #stopListening: () => void;
  #wanted = false;
  #searches = 0;
  #next: ReturnType<typeof setTimeout> | undefined;
  #giveUp: ReturnType<typeof setTimeout> | undefined;
  #settled: ReturnType<typeof setTimeout> | undefined;

  constructor(listener: PathListener) {
    this.#listener = listener;
    this.#stopListening = onNetworkChange(() => {
      clearTimeout(this.#settled);
      this.#settled = setTimeout(() => this.#changed(), SETTLES_WITHIN_MS);
    });
  }

  /** From now on there must be a path in time. */
  want(): void {
    this.#wanted = true;
    this.#giveUp ??= setTimeout(() => this.#listener.giveUp(), GIVE_UP_AFTER_MS);
  }

  found(): void {
    clearTimeout(this.#next);
    clearTimeout(this.#giveUp);
    this.#next = this.#giveUp = undefined;
    this.#searches = 0;
  }

  /** `failed`: the browser has given it up. Where the search is on already it keeps its rhythm. */
  lost(failed: boolean): void {
    this.want();
    if (this.#searches > 0) return;
    clearTimeout(this.#next);
    this.#next = setTimeout(() => this.#search(), failed ? 0 : SEARCH_AFTER_MS);
  }

  dispose(): void {
    this.#stopListening();
    this.found();
    clearTimeout(this.#settled);
  }

  /** What was found without a network, or over another one, is void, whatever the rhythm. */
  #changed(): void {
    if (!this.#wanted) return;
    clearTimeout(this.#next);
    if (this.#giveUp === undefined) this.#listener.search(false);
    else this.#search();
  }

  #search(): void {
    this.#next = setTimeout(() => this.#search(), FIRST_SEARCH_MS * PATIENCE ** this.#searches);
    this.#searches += 1;
    this.#listener.search(true);
  }
}

/** Where the browser tells what kind of network it is (most do not): its guesses at the speed change all the time. */
type NetworkInformation = EventTarget & { readonly type?: string };

function onNetworkChange(listener: () => void): () => void {
  const network = (navigator as { connection?: NetworkInformation }).connection;
  let type = network?.type;
  const look = () => {
    if (network?.type === type) return;
    type = network?.type;
    listener();
  };
  globalThis.addEventListener('online', listener);
  network?.addEventListener('change', look);
  return () => {
    globalThis.removeEventListener('online', listener);
    network?.removeEventListener('change', look);
  };
}
