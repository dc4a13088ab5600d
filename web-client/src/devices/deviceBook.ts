import { Listeners } from '../app/listeners';
import type { Store } from '../app/useStore';
import { JWS, type Link } from '../protocol';
import { flag, integer, listOf, object, type Of, optional, text } from '../protocol/shape';
import { deviceName } from './describe';
import type { LinkCode } from './linkCode';

const device = object({ device: text, name: optional(text), addedAt: integer, linked: flag });
const all = object({ devices: listOf(device) });
const waiting = object({ key: text, device: text, name: optional(text), expiresAt: integer });

/** One device of this person. `linked`: it has a key of its own; otherwise it holds the address's key. */
export type DeviceEntry = Of<typeof device>;
/** A new device that waits to be let in. */
export type WaitingDevice = Of<typeof waiting>;

export interface DevicesState {
  /** Undefined until they were read once. */
  readonly devices: readonly DeviceEntry[] | undefined;
  readonly failed: boolean;
}

/** The server gave another key than the new device's own code holds: somebody is in between. */
export class SwappedKey extends Error {
  override name = 'SwappedKey';
}

const json = (method: string, body: object): RequestInit => ({
  method,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

/** This person's devices as the server lists them, and what can be done with them. */
export class DeviceBook implements Store<DevicesState> {
  readonly #listeners = new Listeners();
  readonly #link: Link;
  #state: DevicesState = { devices: undefined, failed: false };

  constructor(link: Link) {
    this.#link = link;
  }

  getSnapshot = (): DevicesState => this.#state;
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);
  dispose = (): void => this.#listeners.clear();

  /** Reads them, and gives this one a name where it has none yet. Never rejects: the state says that it failed. */
  load = async (): Promise<void> => {
    try {
      const { devices } = await this.#read('/api/devices', all);
      const own = devices.find((each) => each.device === this.#link.device);
      if (own && own.name === undefined) {
        await this.#put(own.device, deviceName());
        own.name = deviceName();
      }
      this.#become({ devices, failed: false });
    } catch {
      this.#become({ ...this.#state, failed: true });
    }
  };

  rename = async (which: string, name: string): Promise<void> => {
    await this.#put(which, name);
    this.#become({ ...this.#state, devices: this.#state.devices?.map((each) => (each.device === which ? { ...each, name } : each)) });
  };

  /** For good. Only with the address's own key. */
  remove = async (which: string): Promise<void> => {
    const revocation = await this.#link.sign(JWS.revoke, { device: which, iat: this.#seconds(), jti: crypto.randomUUID() });
    await this.#link.fetchApi(`/api/devices/${which}/revoke`, json('POST', { revocation }));
    this.#become({ ...this.#state, devices: this.#state.devices?.filter((each) => each.device !== which) });
  };

  /** The device that shows this code. Rejects with {@link SwappedKey} where the code was scanned and the key is another. */
  find = async ({ code, key }: LinkCode): Promise<WaitingDevice> => {
    const found = await this.#read(`/api/links/${code}`, waiting);
    if (key !== '' && key !== found.key) throw new SwappedKey('the server gave another key');
    return found;
  };

  /** Certifies the device that shows this code. `myName` is what the person calls themselves. */
  admit = async (code: string, { device: which, key, name }: WaitingDevice, myName: string): Promise<void> => {
    const cert = await this.#link.sign(JWS.device, { device: which, key, ...(name === undefined ? {} : { name }), iat: this.#seconds() });
    await this.#link.fetchApi(`/api/links/${code}`, json('PUT', { cert, name: myName }));
  };

  async #read<T>(path: string, shape: (value: unknown, path: string) => T): Promise<T> {
    const response = await this.#link.fetchApi(path);
    return shape(await response.json(), '');
  }

  async #put(which: string, name: string): Promise<void> {
    await this.#link.fetchApi(`/api/devices/${which}`, json('PUT', { name }));
  }

  #seconds = (): number => Math.floor(this.#link.now() / 1000);

  #become(state: DevicesState): void {
    this.#state = state;
    this.#listeners.tell();
  }
}
