import type { Store } from '../app/useStore';

/** Somebody this person knows, by the name that they gave them. */
export interface Contact {
  address: string;
  name: string;
}

/** Who this person knows; the server keeps the list, so that a caller is known or a stranger on every device. */
export interface Contacts extends Store<{ myName: string; people: readonly Contact[] }> {
  /** The name given to this address, or undefined for a stranger. */
  nameOf(address: string): string | undefined;
}
