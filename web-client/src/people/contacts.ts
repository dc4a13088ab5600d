import type { Store } from '../app/useStore';
import type { Ring } from '../policy/policy';

/** The longest name that is kept. */
export const NAME_LENGTH = 64;

/** Somebody this person knows, by the name that they gave them. */
export interface Contact {
  address: string;
  name: string;
  /** What they are an exception to; absent as `usual`. */
  ring?: Ring;
}

/** Who this person knows; the server keeps the list, so that a caller is known or a stranger on every device. */
export interface Contacts extends Store<{ myName: string; people: readonly Contact[] }> {
  /** The name given to this address, or undefined for a stranger. */
  nameOf(address: string): string | undefined;
}

/** The same for who may change it. The methods reject with `WireError`. */
export interface People extends Contacts {
  /** Adds or renames; resolves once the server has it. */
  put(address: string, name: string): Promise<void>;
  setRing(address: string, ring: Ring): Promise<void>;
  remove(address: string): Promise<void>;
  /** This person's own name, kept on the device. */
  setMyName(name: string): Promise<void>;
}
