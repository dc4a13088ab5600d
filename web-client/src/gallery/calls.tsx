import type { Entries } from './entry';

export const calls: Entries = {};
