import type { Candidate } from '../protocol';

const FIRST_MS = 20;
const BEFORE_ANSWER_MS = 200;
const AFTER_ANSWER_MS = 500;
/** More in one frame are refused. */
const PER_FRAME = 64;

/**
 * Gathers this side's candidates into few frames. The first leave almost at once, since a call that has been accepted
 * is silent until a pair works; later ones wait for company. All leave when gathering is over, then an empty list.
 */
export class CandidateBatches {
  readonly #send: (candidates: Candidate[]) => void;
  #batch: Candidate[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ending: ReturnType<typeof setTimeout> | undefined;
  #wait = FIRST_MS;
  #answered = false;

  constructor(send: (candidates: Candidate[]) => void) {
    this.#send = send;
  }

  add(candidate: Candidate): void {
    // A search that begins anew has an end of its own.
    clearTimeout(this.#ending);
    this.#batch.push(candidate);
    this.#timer ??= setTimeout(() => this.#flush(), this.#wait);
  }

  /** The answer is known: connectivity is being tried, and what still comes is rarely needed. */
  answered(): void {
    this.#answered = true;
  }

  /** The empty list only lets a search that finds nothing give up sooner: where one has just begun, it would be in the way. */
  end(): void {
    this.#flush();
    clearTimeout(this.#ending);
    if (this.#answered) this.#ending = setTimeout(() => this.#send([]), AFTER_ANSWER_MS);
    else this.#send([]);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#ending);
    this.#batch = [];
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#batch.length > 0) this.#wait = this.#answered ? AFTER_ANSWER_MS : BEFORE_ANSWER_MS;
    while (this.#batch.length > 0) this.#send(this.#batch.splice(0, PER_FRAME));
  }
}
