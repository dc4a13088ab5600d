import type { ReactNode } from 'react';
import { Welcome } from '../app/Welcome';
import type { DeviceEntry } from '../devices/deviceBook';
import { DeviceBookContext } from '../devices/ui/deviceContexts';
import { WireError } from '../protocol';
import { type Act, Acting } from './acting';
import { NOW } from './cast';
import type { Entries } from './entry';
import { Page, still } from './session';

const never = () => new Promise<never>(() => undefined);
const done = () => Promise.resolve();

const AT = { screen: 'settings', section: 'delete' } as const;
const OPEN: Act = { press: '.buttons .danger' };
const KNOWN: Act = { press: '.check input' };
const SURE: Act = { press: '.sheet .danger' };

const page = (acts: readonly Act[], deleteAccount: () => Promise<void> = never): ReactNode => (
  <Acting acts={acts}>
    <Page scene={{ chats: [], deleteAccount }} />
  </Acting>
);

const HOLDER: DeviceEntry = { device: 'another', name: 'Firefox · Linux', addedAt: NOW, linked: false };
const book = { ...still({ devices: [HOLDER], failed: false }), load: done, rename: never, remove: never, find: never, admit: never };

export const account: Entries = {
  'account/sure': { at: AT, draw: () => page([OPEN]) },
  'account/known': { at: AT, draw: () => page([OPEN, KNOWN]) },
  'account/deleting': { at: AT, draw: () => page([OPEN, KNOWN, SURE]) },
  'account/not-deleted': { at: AT, draw: () => page([OPEN, KNOWN, SURE], () => Promise.reject(new WireError('unavailable', '', true))) },
  'account/on-a-linked-one': {
    at: AT,
    draw: () => (
      <DeviceBookContext value={() => book}>
        <Page scene={{ chats: [], holdsKey: false }} />
      </DeviceBookContext>
    ),
  },
  'account/welcome-deleted': { draw: () => <Welcome deleted="here" create={never} restore={never} adopt={never} /> },
  'account/welcome-deleted-elsewhere': { draw: () => <Welcome deleted="elsewhere" create={never} restore={never} adopt={never} /> },
};
