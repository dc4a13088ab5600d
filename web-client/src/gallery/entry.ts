import type { ReactNode } from 'react';
import type { Route } from '../app/router';

/** One state of one screen, with made-up data. */
export interface Entry {
  /** What the address bar would say. */
  readonly at?: Route;
  readonly draw: () => ReactNode;
}

/** By `screen/state`. */
export type Entries = Readonly<Record<string, Entry>>;
