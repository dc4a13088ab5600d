import type { Link } from '../protocol';

/** What comes together is acknowledged together; the server sends nothing again before 500 ms. */
const TOGETHER_MS = 20;

/** Tells the server what it need not send again: for each call the highest number. What cannot be sent now, the server asks for again. */
export class Acks {
  readonly #link: Pick<Link, 'send'>;
  readonly #owed = new Map<string, { readonly peer: string; readonly n: number }>();
  #soon = false;

  constructor(link: Pick<Link, 'send'>) {
    this.#link = link;
  }

  owe(call: string, peer: string, n: number): void {
    this.#owed.set(call, { peer, n });
    if (!this.#soon) setTimeout(() => this.#send(), TOGETHER_MS);
    this.#soon = true;
  }

  #send(): void {
    this.#soon = false;
    for (const [call, rest] of this.#owed) this.#link.send({ type: 'call:ack', call, ...rest });
    this.#owed.clear();
  }
}
