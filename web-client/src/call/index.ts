import type { Contacts } from '../people/contacts';
import type { Link } from '../protocol';
import { type CallStore, createStore } from './store';
import { browserTools } from './tools';

export { followCalls } from './address';
export { keepAwake } from './awake';
export { type CallHistory, RememberedCalls } from './history';
export { CALL_SHORTCUTS } from './shortcuts';
export type { CallStore } from './store';

/** The calls of this device over its one connection, with the browser's own media. */
export function createCallStore(link: Link, contacts: Contacts): CallStore {
  return createStore(link, contacts, browserTools);
}
