import { app } from './app';
import { calls } from './calls';
import { chats } from './chats';
import { components } from './components';
import type { Entries } from './entry';
import { people } from './people';
import { settings } from './settings';

export const ENTRIES: Entries = { ...components, ...app, ...chats, ...calls, ...people, ...settings };
