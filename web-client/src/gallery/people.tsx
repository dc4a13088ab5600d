import type { ReactNode } from 'react';
import type { Trouble } from '../call/devices';
import type { ScanRemark, ScanState } from '../people/scanner';
import { ScannerContext } from '../people/ui/scannerContext';
import { type Act, Acting } from './acting';
import { me, somebody } from './cast';
import type { Entries, Entry } from './entry';
import { Page, still } from './session';

const nothing = () => undefined;
const done = () => Promise.resolve();

const page = (acts: readonly Act[] = [], people?: readonly ReturnType<typeof somebody>[]): ReactNode => (
  <Acting acts={acts}>
    <Page scene={{ chats: [], ...(people ? { people } : {}) }} />
  </Acting>
);

/** Who is not in the list of the others. */
const stranger = () => somebody(7);
const known = () => [0, 1, 2, 3, 4, 5, 6].map(somebody);

const SCANS = {
  asking: { camera: 'asking' },
  looking: { camera: 'looking' },
  refused: { camera: 'refused' },
  none: { camera: 'none' },
  in_use: { camera: 'in_use' },
  insecure_page: { camera: 'insecure_page' },
  unknown: { camera: 'unknown' },
  not_ours: { camera: 'looking', remark: 'not_ours' },
  no_code: { camera: 'none', remark: 'no_code' },
  unreadable: { camera: 'looking', remark: 'unreadable' },
} satisfies Record<'asking' | 'looking' | Trouble | ScanRemark, ScanState>;

const scan = (state: ScanState): Entry => ({
  at: { screen: 'scan' },
  draw: () => (
    <ScannerContext value={() => ({ ...still(state), start: done, watch: nothing, readFile: done })}>
      <Page scene={{ chats: [] }} />
    </ScannerContext>
  ),
});

const AT = { screen: 'people' } as const;
const ADD = { screen: 'add', address: '', name: '' } as const;
/** The names are of the cast that was asked for, which is known once something is drawn. */
const at = (number: number) => ({ screen: 'person', address: somebody(number).address }) as const;

export const people: Entries = {
  'people/list': { at: AT, draw: () => page() },
  'people/empty': { at: AT, draw: () => page([], []) },
  'people/search-nothing': { at: AT, draw: () => page([{ into: 'input[type=search]', type: 'Xerxes' }]) },
  'people/person': { at: at(0), draw: () => page() },
  'people/person-how-to-compare': { at: at(5), draw: () => page([{ press: 'summary' }]) },
  'people/stranger': { at: at(7), draw: () => page([], known()) },
  'people/no-address': { at: { screen: 'person', address: 'call:0OIl' }, draw: () => page() },
  'people/renaming': { at: at(0), draw: () => page([{ press: '.detail-pane .pane-head button' }]) },
  'people/removing': { at: at(0), draw: () => page([{ press: '.detail-pane .danger-text' }]) },
  'people/me': { at: { screen: 'me' }, draw: () => page() },
  'people/add': { at: ADD, draw: () => page() },
  'people/add-bad': { at: ADD, draw: () => page([{ into: 'form input', type: 'call:0OIl' }, { press: 'form button' }]) },
  'people/add-self': { at: ADD, draw: () => page([{ into: 'form input', type: me().address }, { press: 'form button' }]) },
  'people/add-invited': {
    at: { screen: 'add', address: somebody(7).address, name: '' },
    draw: () => {
      const { address, name } = stranger();
      history.replaceState(null, '', `#/add/${address}?${new URLSearchParams({ name }).toString()}`);
      return page([], known());
    },
  },
  ...Object.fromEntries(Object.entries(SCANS).map(([name, state]) => [`people/scan-${name}`, scan(state)])),
};
