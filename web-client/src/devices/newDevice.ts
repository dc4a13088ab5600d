import { Listeners } from '../app/listeners';
import type { Store } from '../app/useStore';
import { type ErrorCode, JWS, verify, WireError } from '../protocol';
import { fetchOpen } from '../protocol/api';
import { type Identity, newDeviceKey } from '../protocol/identity';
import { BadSignature } from '../protocol/jws';
import { integer, object, type Of, optional, text } from '../protocol/shape';
import { checkNumberOf } from './checkNumber';
import { deviceName } from './describe';
import type { LinkCode } from './linkCode';

const opened = object({ code: text, secret: text, expiresAt: integer });
const progress = object({ expiresAt: integer, address: optional(text), cert: optional(text), name: optional(text) });

const ASK_EVERY_MS = 2_000;

export type NewDeviceState =
  | { readonly phase: 'opening' }
  | { readonly phase: 'waiting'; readonly link: LinkCode; readonly check: readonly string[] }
  /** Certified, and not yet kept: the person looks who it was first. */
  | { readonly phase: 'linked'; readonly address: string; readonly name: string }
  | { readonly phase: 'over'; readonly why: 'expired' | ErrorCode };

/** Keeps what this browser is from now on. */
export type Adopt = (identity: Identity, name: string, device: string) => Promise<void>;

interface Asking {
  readonly key: CryptoKey;
  readonly publicKey: string;
  readonly device: string;
  readonly link: Of<typeof opened>;
}

/** A browser that is nobody yet asks to be one more device of somebody: shows a code, and waits for a certificate. */
export class NewDevice implements Store<NewDeviceState> {
  readonly #listeners = new Listeners();
  readonly #adopt: Adopt;
  #state: NewDeviceState = { phase: 'opening' };
  #certified: { identity: Identity; name: string; device: string } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Rises with each start and with the end: answers to what was asked before count no more. */
  #run = 0;

  constructor(adopt: Adopt) {
    this.#adopt = adopt;
  }

  getSnapshot = (): NewDeviceState => this.#state;
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);

  /** With a new key and a new code each time. */
  start = async (): Promise<void> => {
    const run = this.#stop();
    this.#certified = undefined;
    this.#become({ phase: 'opening' });
    try {
      const [{ key, publicKey }, device] = [await newDeviceKey(), crypto.randomUUID()];
      const name = deviceName();
      const response = await fetchOpen('/api/links', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ key: publicKey, device, ...(name === '' ? {} : { name }) }),
      });
      const link = opened(await response.json(), '');
      const check = await checkNumberOf(publicKey, device);
      if (run !== this.#run) return;
      this.#become({ phase: 'waiting', link: { code: link.code, key: publicKey }, check });
      this.#askSoon(run, { key, publicKey, device, link });
    } catch (error) {
      if (run === this.#run) this.#fail(error);
    }
  };

  /** The person has seen who it is. Rejects when this browser does not keep it. */
  accept = async (): Promise<void> => {
    if (!this.#certified) throw new Error('not certified');
    const { identity, name, device } = this.#certified;
    await this.#adopt(identity, name, device);
  };

  dispose = (): void => {
    this.#stop();
    this.#listeners.clear();
  };

  #askSoon(run: number, asking: Asking): void {
    this.#timer = setTimeout(() => {
      this.#ask(asking).then(
        (certified) => {
          if (run !== this.#run) return;
          if (certified) this.#link(certified);
          else this.#askSoon(run, asking);
        },
        (error: unknown) => {
          if (run !== this.#run) return;
          // A network that is away for a moment does not change what the other device has signed.
          if (error instanceof WireError && error.retryable) this.#askSoon(run, asking);
          else this.#fail(error);
        },
      );
    }, ASK_EVERY_MS);
  }

  async #ask({ key, publicKey, device, link }: Asking): Promise<{ identity: Identity; name: string; device: string } | undefined> {
    const response = await fetchOpen(`/api/links/${link.code}`, { headers: { 'Link-Secret': link.secret } });
    const { address, cert, name = '' } = progress(await response.json(), '');
    if (address === undefined || cert === undefined) return undefined;
    const signed = await verify(cert, { typ: JWS.device, kid: address });
    if (signed.device !== device || signed.key !== publicKey) throw new BadSignature('the certificate is for another device');
    return { identity: { address, key, cert }, name, device };
  }

  #link(certified: { identity: Identity; name: string; device: string }): void {
    this.#certified = certified;
    this.#become({ phase: 'linked', address: certified.identity.address, name: certified.name });
  }

  #fail(error: unknown): void {
    const known = error instanceof WireError || error instanceof BadSignature;
    if (!known) reportError(error);
    const code: ErrorCode = error instanceof WireError ? error.code : error instanceof BadSignature ? 'bad_signature' : 'internal';
    this.#become({ phase: 'over', why: code === 'not_found' ? 'expired' : code });
  }

  #stop(): number {
    clearTimeout(this.#timer);
    return (this.#run += 1);
  }

  #become(state: NewDeviceState): void {
    this.#state = state;
    this.#listeners.tell();
  }
}
