import type { Store } from '../app/useStore';
import type { Contacts } from '../people/contacts';
import type { Media } from '../protocol/frames';
import type { Link } from '../protocol/link';

/** The calls of this device. */
export interface CallStore extends Store<object> {
  /** Calls `peer`; what follows shows in the call layer. */
  place(peer: string, media: Media): void;
}

const none = {};

export function createCallStore(_link: Link, _contacts: Contacts): CallStore {
  return {
    getSnapshot: () => none,
    subscribe: () => () => undefined,
    place: () => undefined,
    dispose: () => undefined,
  };
}
