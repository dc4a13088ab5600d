import { app } from './app';
import { calls } from './calls';
import { chats } from './chats';
import { components } from './components';
import { conversations } from './conversations';
import { devices } from './devices';
import type { Entries } from './entry';
import { people } from './people';
import { policy } from './policy';
import { settings } from './settings';

export const ENTRIES: Entries = { ...components, ...app, ...chats, ...conversations, ...calls, ...people, ...settings, ...devices, ...policy };
