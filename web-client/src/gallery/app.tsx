import type { Entries } from './entry';

export const app: Entries = {};
