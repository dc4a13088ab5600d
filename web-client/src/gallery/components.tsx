import type { Entries } from './entry';

export const components: Entries = {};
