import type { Candidate } from '../protocol';

const FIRST_MS = 5;
const BEFORE_ANSWER_MS = 200;
const AFTER_ANSWER_MS = 500;
/** More in one frame are refused. */
const PER_FRAME = 64;

/**
 * Gathers this side's candidates into few frames. The first of each type leave almost at once, since a call that has been accepted
 * is silent until a pair works; later ones wait for company. All leave when gathering is over, then an empty list.
 */
export class CandidateBatches {
  readonly #send: (candidates: Candidate[]) => void;
  #batch: Candidate[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ending: ReturnType<typeof setTimeout> | undefined;
  #wait = BEFORE_ANSWER_MS;
  /** Host, reflexive, relayed: the first of each may be the one that works. */
  readonly #types = new Set<string>();
  #answered = false;

  constructor(send: (candidates: Candidate[]) => void) {
    this.#send = send;
  }

  add(candidate: Candidate): void {
    // A search that begins anew has an end of its own.
    clearTimeout(this.#ending);
    this.#batch.push(candidate);
    const type = / typ (\w+)/.exec(candidate.candidate)?.[1] ?? '';
    if (this.#types.has(type)) this.#schedule(this.#wait);
    else {
      this.#types.add(type);
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#schedule(FIRST_MS);
    }
  }

  /** The answer is known: connectivity is being tried, and what still comes is rarely needed. */
  answered(): void {
    this.#answered = true;
  }

  /** The empty list only lets a search that finds nothing give up sooner: where one has just begun, it would be in the way. */
  end(): void {
    this.#flush();
    this.#types.clear();
    clearTimeout(this.#ending);
    if (this.#answered) this.#ending = setTimeout(() => this.#send([]), AFTER_ANSWER_MS);
    else this.#send([]);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#ending);
    this.#batch = [];
  }

  #schedule(afterMs: number): void {
    this.#timer ??= setTimeout(() => this.#flush(), afterMs);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#batch.length > 0) this.#wait = this.#answered ? AFTER_ANSWER_MS : BEFORE_ANSWER_MS;
    while (this.#batch.length > 0) this.#send(this.#batch.splice(0, PER_FRAME));
  }
}
