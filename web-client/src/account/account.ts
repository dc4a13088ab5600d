import { JWS, type Link, WireError } from '../protocol';

/** On which device it was decided. */
export type DeletedBy = 'here' | 'elsewhere';

/**
 * The account of this person, which they can delete with everything in it, and which is gone when the server says that it is:
 * then `erase` takes away what this device has of it.
 */
export class Account {
  readonly #link: Link;
  readonly #erase: (by: DeletedBy) => void;
  readonly #stop: () => void;
  #deleting = false;

  constructor(link: Link, erase: (by: DeletedBy) => void) {
    this.#link = link;
    this.#erase = erase;
    this.#stop = link.subscribe(() => {
      if (!this.#deleting && this.#isGone()) erase('elsewhere');
    });
  }

  /** For good, on all devices. Only with the address's own key. Rejects with `WireError`: then nothing was deleted, or nobody knows. */
  delete = async (): Promise<void> => {
    this.#deleting = true;
    try {
      const deletion = await this.#link.sign(JWS.deletion, {
        aud: location.origin, iat: Math.floor(this.#link.now() / 1000), jti: crypto.randomUUID(),
      });
      await this.#link.fetchApi('/api/account', {
        method: 'DELETE',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ deletion }),
      });
    } catch (error) {
      // The answer to an earlier one may have been lost, and the socket is closed before this one comes.
      if (!(error instanceof WireError && error.code === 'account_deleted') && !this.#isGone()) {
        this.#deleting = false;
        throw error;
      }
    }
    this.#erase('here');
  };

  dispose(): void {
    this.#stop();
  }

  #isGone(): boolean {
    const { state } = this.#link;
    return state.phase === 'stopped' && state.reason === 'account_deleted';
  }
}
