import { account } from './account';
import { app } from './app';
import { calls } from './calls';
import { changes } from './changes';
import { chats } from './chats';
import { components } from './components';
import { conversations } from './conversations';
import { devices } from './devices';
import { doctors } from './doctor';
import type { Entries } from './entry';
import { people } from './people';
import { policy } from './policy';
import { search } from './search';
import { settings } from './settings';

export const ENTRIES: Entries = { ...components, ...app, ...chats, ...conversations, ...changes, ...calls, ...people, ...settings, ...devices, ...doctors, ...policy, ...search, ...account };
