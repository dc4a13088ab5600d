import { app } from './app';
import { call } from './call';
import { chat } from './chat';
import { devices } from './devices';
import { doctor } from './doctor';
import { people } from './people';
import { policy } from './policy';
import { search } from './search';
import { settings } from './settings';

/** The words that every other language must have, and no more (words/index.ts). */
export const en = { ...app, ...chat, ...people, ...call, ...settings, ...devices, ...doctor, ...policy, ...search };
