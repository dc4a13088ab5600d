import { Listeners } from '../app/listeners';
import type { Store } from '../app/useStore';

/** What the composer is about, rather than a message of its own: an answer to one, or other words for one of ours. */
export type Answering =
  | { readonly to: 'reply'; readonly message: string }
  /** `body` is what it says so far. */
  | { readonly to: 'edit'; readonly clientId: string; readonly body: string };

/** Lasts as long as this tab, so that looking elsewhere loses nothing. */
export class AnsweringStore implements Store<Answering | undefined> {
  readonly #listeners = new Listeners();
  #answering: Answering | undefined;
  #written = '';

  getSnapshot = (): Answering | undefined => this.#answering;
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);

  reply = (message: string): void => this.#set({ to: 'reply', message });
  edit = (clientId: string, body: string, written = body): void => {
    this.#written = written;
    this.#set({ to: 'edit', clientId, body });
  };
  stop = (): void => this.#set(undefined);

  /** What was written to an edit so far; nobody is told of it. */
  get written(): string {
    return this.#written;
  }
  keep = (text: string): void => {
    this.#written = text;
  };

  dispose(): void {
    this.#listeners.clear();
  }

  #set(next: Answering | undefined): void {
    this.#answering = next;
    this.#listeners.tell();
  }
}
