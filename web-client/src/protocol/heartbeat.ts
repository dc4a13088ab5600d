/** How long anything at all may take to come back after a ping. */
const ANSWER_MS = 10_000;
/** The same when there is reason to doubt: the page woke up, or the network changed. */
const DOUBT_MS = 3_000;

/**
 * Finds half-open connections, which browsers do not tell: pings at an interval, and reports the connection as dead
 * when nothing at all is heard in time. The interval is the server's; its own Pings are invisible to a page.
 */
export class Heartbeat {
  readonly #ping: () => void;
  readonly #dead: () => void;
  #everyMs = 0;
  #interval: ReturnType<typeof setInterval> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;

  constructor(ping: () => void, dead: () => void) {
    this.#ping = ping;
    this.#dead = dead;
  }

  start(everyMs: number): void {
    this.stop();
    this.#everyMs = everyMs;
    this.#interval = setInterval(() => this.#probe(ANSWER_MS), everyMs);
  }

  /** Any frame proves that the connection lives. */
  heard(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
  }

  /** Asks now, with little patience; does nothing while stopped. */
  doubt(): void {
    if (this.#interval === undefined) return;
    this.start(this.#everyMs);
    this.#probe(DOUBT_MS);
  }

  stop(): void {
    clearInterval(this.#interval);
    this.#interval = undefined;
    this.heard();
  }

  #probe(patienceMs: number): void {
    this.#ping();
    this.#deadline ??= setTimeout(this.#dead, patienceMs);
  }
}
