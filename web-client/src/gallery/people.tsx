import type { Entries } from './entry';

export const people: Entries = {};
