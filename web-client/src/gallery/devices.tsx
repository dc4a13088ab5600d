import type { ReactNode } from 'react';
import { type DeviceEntry, type DevicesState, SwappedKey, type WaitingDevice } from '../devices/deviceBook';
import type { LinkCode } from '../devices/linkCode';
import type { NewDeviceState } from '../devices/newDevice';
import { DeviceBookContext, NewDeviceContext } from '../devices/ui/deviceContexts';
import { NewDeviceScreen } from '../devices/ui/NewDeviceScreen';
import { WireError } from '../protocol';
import { type Act, Acting } from './acting';
import { me, NOW } from './cast';
import type { Entries, Entry } from './entry';
import { OWN_DEVICE, Page, still } from './session';

const nothing = () => undefined;
const done = () => Promise.resolve();
const never = () => new Promise<never>(nothing);

const DAY = 86_400_000;
const HOLDER: DeviceEntry = { device: OWN_DEVICE, name: 'Firefox · Linux', addedAt: NOW - 90 * DAY, linked: false };
const OTHERS: readonly DeviceEntry[] = [
  { device: '1b4e28ba-2fa1-4d2e-883f-0016d3cca427', name: 'Chrome · Android', addedAt: NOW - 31 * DAY, linked: true },
  { device: '6fa459ea-ee8a-4ca4-894e-db77e160355e', name: 'The old tablet in the kitchen that everybody of the family uses now', addedAt: NOW, linked: true },
];

const WAITING: WaitingDevice = { key: 'oQ3tn1Zc0GQ0bJrQ3aWmLDe8T7vVqcSkrDrl8l5bJ2E', device: OTHERS[0]?.device ?? '', name: 'Chrome · Android', expiresAt: NOW };
const CODE: LinkCode = { code: '7KQ2M9XV4T', key: WAITING.key };

interface BookScene {
  readonly state?: DevicesState;
  readonly find?: () => Promise<WaitingDevice>;
  readonly admit?: () => Promise<void>;
  readonly remove?: () => Promise<void>;
  readonly holdsKey?: boolean;
  readonly acts?: readonly Act[];
}

function book({ state = { devices: [HOLDER, ...OTHERS], failed: false }, find = () => Promise.resolve(WAITING), admit = never, remove = never, holdsKey = true, acts = [] }: BookScene): ReactNode {
  const made = { ...still(state), load: done, rename: never, remove, find, admit };
  return (
    <DeviceBookContext value={() => made}>
      <Acting acts={acts}>
        <Page scene={{ chats: [], holdsKey }} />
      </Acting>
    </DeviceBookContext>
  );
}

const AT = { screen: 'settings', section: 'devices' } as const;
const LINK = { screen: 'link', code: '', key: '' } as const;
const FOUND = { screen: 'link', ...CODE } as const;

const refused = (code: string) => () => Promise.reject(new WireError(code, '', false));
const ADMIT: readonly Act[] = [{ press: '.device-admit .primary' }];
const MENU: Act = { on: '.device-row:nth-of-type(2) button', key: 'Enter' };
const choose = (item: number): readonly Act[] => [MENU, { press: `[role=menuitem]:nth-of-type(${item})` }];

const fresh = (state: NewDeviceState): Entry => ({
  draw: () => (
    <NewDeviceContext value={() => ({ ...still(state), start: done, accept: never })}>
      <NewDeviceScreen adopt={never} cancel={nothing} />
    </NewDeviceContext>
  ),
});

export const devices: Entries = {
  'settings/devices': { at: AT, draw: () => book({}) },
  'devices/only-one': { at: AT, draw: () => book({ state: { devices: [HOLDER], failed: false } }) },
  'devices/loading': { at: AT, draw: () => book({ state: { devices: undefined, failed: false } }) },
  'devices/failed': { at: AT, draw: () => book({ state: { devices: undefined, failed: true } }) },
  'devices/on-a-linked-one': {
    at: AT,
    draw: () => book({ holdsKey: false, state: { devices: [{ ...HOLDER, device: 'another' }, { ...OTHERS[0], device: OWN_DEVICE } as DeviceEntry], failed: false } }),
  },
  'devices/menu': { at: AT, draw: () => book({ acts: [MENU] }) },
  'devices/renaming': { at: AT, draw: () => book({ acts: choose(1) }) },
  'devices/removing': { at: AT, draw: () => book({ acts: choose(2) }) },
  'devices/not-removed': {
    at: AT,
    draw: () => book({ remove: refused('unavailable'), acts: [...choose(2), { press: '.sheet .danger' }] }),
  },
  'devices/link': { at: LINK, draw: () => book({}) },
  'devices/link-bad-code': { at: LINK, draw: () => book({ acts: [{ into: '.device-form input', type: '12' }, { press: '.device-form button' }] }) },
  'devices/link-not-here': { at: FOUND, draw: () => book({ holdsKey: false }) },
  'devices/link-looking': { at: FOUND, draw: () => book({ find: never }) },
  'devices/link-compare': { at: FOUND, draw: () => book({}) },
  'devices/link-working': { at: FOUND, draw: () => book({ acts: ADMIT }) },
  'devices/link-done': { at: FOUND, draw: () => book({ admit: done, acts: ADMIT }) },
  'devices/link-unknown': { at: FOUND, draw: () => book({ find: refused('not_found') }) },
  'devices/link-used': { at: FOUND, draw: () => book({ find: refused('conflict') }) },
  'devices/link-swapped': { at: FOUND, draw: () => book({ find: () => Promise.reject(new SwappedKey('')) }) },
  'devices/link-too-many': { at: FOUND, draw: () => book({ admit: refused('quota_exceeded'), acts: ADMIT }) },
  'devices/new-opening': fresh({ phase: 'opening' }),
  'devices/new-waiting': fresh({ phase: 'waiting', link: CODE, check: ['042', '917', '358'] }),
  'devices/new-linked': { draw: () => fresh({ phase: 'linked', ...me() }).draw() },
  'devices/new-expired': fresh({ phase: 'over', why: 'expired' }),
  'devices/new-bad-certificate': fresh({ phase: 'over', why: 'bad_signature' }),
  'devices/new-rate-limited': fresh({ phase: 'over', why: 'rate_limited' }),
};
