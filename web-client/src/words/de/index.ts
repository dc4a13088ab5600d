import type { Words } from '..';
import { app } from './app';
import { call } from './call';
import { chat } from './chat';
import { devices } from './devices';
import { doctor } from './doctor';
import { people } from './people';
import { policy } from './policy';
import { search } from './search';
import { settings } from './settings';

export const de: Words = { ...app, ...chat, ...people, ...call, ...settings, ...devices, ...doctor, ...policy, ...search };
