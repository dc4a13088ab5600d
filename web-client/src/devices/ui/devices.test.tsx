// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Session } from '../../app/session';
import { SessionContext } from '../../app/sessionContext';
import { JWS, WireError } from '../../protocol';
import { FakeLink } from '../../testing/fakeLink';
import { vectors } from '../../testing/vectors';
import { words } from '../../words';
import { checkNumberOf } from '../checkNumber';
import { Devices } from './Devices';
import { LinkDevice } from './LinkDevice';
import { NewDeviceScreen } from './NewDeviceScreen';
import { NewDeviceContext } from './deviceContexts';

const ana = vectors.a;
const PHONE = '1b4e28ba-2fa1-4d2e-883f-0016d3cca427';
const KEY = 'oQ3tn1Zc0GQ0bJrQ3aWmLDe8T7vVqcSkrDrl8l5bJ2E';
const snapshot = { myName: 'Ana', people: [] };
const contacts = { getSnapshot: () => snapshot, subscribe: () => () => undefined };

let link: FakeLink;
let served: Record<string, object>;
let names: Record<string, string | undefined>;

beforeEach(() => {
  link = new FakeLink(ana.address);
  link.comesUp();
  // What is signed is looked at here; that signatures hold, in deviceBook.test.ts.
  link.sign = (typ, payload) => Promise.resolve(JSON.stringify({ typ, ...payload }));
  names = { device: 'Laptop', [PHONE]: 'Phone' };
  served = { '/api/links/7KQ2M9XV4T': { key: KEY, device: PHONE, name: 'Phone', expiresAt: 1 } };
  link.serve = (path) => {
    const found = served[path];
    if (found instanceof WireError) return found;
    if (path !== '/api/devices') return found ?? {};
    return {
      devices: [
        { device: 'device', name: names.device, addedAt: 1, linked: !link.holdsKey },
        { device: PHONE, name: names[PHONE], addedAt: 2, linked: link.holdsKey },
      ],
    };
  };
});

afterEach(cleanup);

const show = (what: React.ReactNode) => render(<SessionContext value={{ link, contacts } as unknown as Session}>{what}</SessionContext>);
const asked = (method: string) =>
  link.fetched.filter(({ init }) => init?.method === method).map(({ path, init }) => ({ path, body: JSON.parse(init?.body as string) as Record<string, string> }));
const row = async (name: string) => within((await screen.findByText(name)).closest('li')!);

describe('the list of devices', () => {
  test('says which one this is, and which one holds the key', async () => {
    show(<Devices />);
    const list = within(await screen.findByRole('list', { name: words.devices.list }));
    expect(list.getAllByRole('listitem')).toHaveLength(2);
    (await row('Laptop')).getByText(`${words.devices.own} · ${words.devices.holdsKey}`);
    screen.getByRole('link', { name: words.devices.link });
  });

  test('a device without a name gets one by itself', async () => {
    names.device = undefined;
    show(<Devices />);
    await waitFor(() => expect(asked('PUT')).toHaveLength(1));
    expect(asked('PUT')[0]).toMatchObject({ path: '/api/devices/device' });
  });

  test('is renamed', async () => {
    show(<Devices />);
    await userEvent.click((await row('Phone')).getByRole('button'));
    await userEvent.click(await screen.findByRole('menuitem', { name: words.devices.rename }));
    const name = screen.getByLabelText(words.devices.name);
    await userEvent.clear(name);
    await userEvent.type(name, ' Old phone ');
    await userEvent.click(screen.getByRole('button', { name: words.person.save }));
    await screen.findByText('Old phone');
    expect(asked('PUT')).toEqual([{ path: `/api/devices/${PHONE}`, body: { name: 'Old phone' } }]);
  });

  test('is removed only after what happens was said, by a signature of the address’s key', async () => {
    show(<Devices />);
    await userEvent.click((await row('Phone')).getByRole('button'));
    await userEvent.click(await screen.findByRole('menuitem', { name: words.devices.remove }));
    screen.getByText(words.devices.sureRemoveText);
    expect(asked('POST')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: words.devices.removeAction }));
    await waitFor(() => expect(screen.queryByText('Phone')).toBeNull());
    const { path, body } = asked('POST')[0]!;
    expect(path).toBe(`/api/devices/${PHONE}/revoke`);
    expect(JSON.parse(body.revocation!)).toMatchObject({ typ: JWS.revoke, device: PHONE });
  });

  test('one that could not be removed stays, and why is said', async () => {
    served[`/api/devices/${PHONE}/revoke`] = new WireError('unavailable', '', true);
    show(<Devices />);
    await userEvent.click((await row('Phone')).getByRole('button'));
    await userEvent.click(await screen.findByRole('menuitem', { name: words.devices.remove }));
    await userEvent.click(screen.getByRole('button', { name: words.devices.removeAction }));
    expect((await screen.findByRole('alert')).textContent).toBe(words.error('unavailable'));
    screen.getByText('Phone');
  });

  test('this one is not removed from here, and a linked one removes and links none', async () => {
    show(<Devices />);
    await userEvent.click((await row('Laptop')).getByRole('button'));
    await screen.findByRole('menuitem', { name: words.devices.rename });
    expect(screen.queryByRole('menuitem', { name: words.devices.remove })).toBeNull();
    cleanup();
    link.holdsKey = false;
    show(<Devices />);
    await screen.findByText(words.devices.cannot('Phone'));
    expect(screen.queryByRole('link', { name: words.devices.link })).toBeNull();
    await userEvent.click((await row('Phone')).getByRole('button'));
    expect(screen.queryByRole('menuitem', { name: words.devices.remove })).toBeNull();
  });

  test('a list that cannot be read is said, and read again', async () => {
    served['/api/devices'] = new WireError('unavailable', '', true);
    show(<Devices />);
    await screen.findByText(words.devices.failed);
    delete served['/api/devices'];
    await userEvent.click(screen.getByRole('button', { name: words.devices.again }));
    await screen.findByText('Phone');
    expect(screen.queryByText(words.devices.failed)).toBeNull();
  });
});

describe('letting a device in', () => {
  test('a code is typed as it is read out', async () => {
    show(<LinkDevice given={{ code: '', key: '' }} />);
    const field = screen.getByLabelText(words.linkDevice.code);
    await userEvent.type(field, '7kq');
    await userEvent.click(screen.getByRole('button', { name: words.linkDevice.go }));
    expect(screen.getByRole('alert').textContent).toBe(words.linkDevice.badCode);
    await userEvent.type(field, '2m-9xv4t');
    await userEvent.click(screen.getByRole('button', { name: words.linkDevice.go }));
    expect(location.hash).toBe('#/link/7KQ2M9XV4T');
  });

  test('is certified once the person has compared the number', { timeout: 20_000 }, async () => {
    show(<LinkDevice given={{ code: '7KQ2M9XV4T', key: KEY }} />);
    const number = await checkNumberOf(KEY, PHONE);
    const spoken = words.devices.checkLabel(number.map((group) => Array.from(group).join(' ')).join(', '));
    await screen.findByRole('img', { name: spoken });
    expect(asked('PUT')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: words.linkDevice.admit }));
    await screen.findByText(words.linkDevice.done('Phone'));
    const { path, body } = asked('PUT')[0]!;
    expect(path).toBe('/api/links/7KQ2M9XV4T');
    expect(body.name).toBe('Ana');
    expect(JSON.parse(body.cert!)).toMatchObject({ typ: JWS.device, device: PHONE, key: KEY, name: 'Phone' });
  });

  test('a key that was swapped on the way is not certified', async () => {
    show(<LinkDevice given={{ code: '7KQ2M9XV4T', key: KEY.replace('o', 'p') }} />);
    expect((await screen.findByRole('alert')).textContent).toBe(words.linkDevice.swapped);
    expect(screen.queryByRole('button', { name: words.linkDevice.admit })).toBeNull();
  });

  test.each([['not_found', 'unknown'], ['conflict', 'used']] as const)('%s is said in words', async (code, word) => {
    served['/api/links/7KQ2M9XV4T'] = new WireError(code, '', false);
    show(<LinkDevice given={{ code: '7KQ2M9XV4T', key: '' }} />);
    expect((await screen.findByRole('alert')).textContent).toBe(words.linkDevice[word]);
  });

  test('a linked device says where to go instead', () => {
    link.holdsKey = false;
    show(<LinkDevice given={{ code: '7KQ2M9XV4T', key: KEY }} />);
    screen.getByText(words.linkDevice.notHere);
    expect(link.fetched).toEqual([]);
  });
});

test('a new device is taken over only after the person has seen whose it is', async () => {
  const accept = vi.fn(() => Promise.resolve());
  const start = vi.fn(() => Promise.resolve());
  const state = { phase: 'linked', address: ana.address, name: 'Ana' } as const;
  const made = { getSnapshot: () => state, subscribe: () => () => undefined, start, accept, dispose: vi.fn() };
  const cancel = vi.fn();
  render(
    <NewDeviceContext value={() => made}>
      <NewDeviceScreen adopt={vi.fn()} cancel={cancel} />
    </NewDeviceContext>,
  );
  screen.getByText(words.newDevice.isItYou);
  expect(accept).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: words.newDevice.notMe }));
  expect(start).toHaveBeenCalledTimes(2);
  await userEvent.click(screen.getByRole('button', { name: words.newDevice.accept }));
  expect(accept).toHaveBeenCalledOnce();
  await userEvent.click(screen.getByRole('button', { name: words.newDevice.cancel }));
  expect(cancel).toHaveBeenCalledOnce();
});
