// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DeviceStore } from '../protocol/deviceStore';
import { identityOf } from '../protocol/identity';
import { openRecovery } from '../protocol/recoveryFile';
import { FakeLocks } from '../testing/fakeLocks';
import { FakeSocket } from '../testing/fakeSocket';
import { AppStore } from './appStore';

const passphrase = 'correct horse battery staple';
let stores: AppStore[];
let sockets: FakeSocket[];

const open = () => {
  const store = new AppStore();
  stores.push(store);
  return store;
};
const until = (store: AppStore, phase: string) =>
  vi.waitFor(() => {
    const state = store.getSnapshot();
    expect(state.phase).toBe(phase);
    return state;
  });

async function load() {
  const device = new DeviceStore();
  try {
    return await device.load();
  } finally {
    device.close();
  }
}

beforeEach(async () => {
  stores = [];
  sockets = [];
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('navigator', { locks: new FakeLocks(), storage: { persist: () => Promise.resolve(true) } });
  vi.stubGlobal(
    'WebSocket',
    class extends FakeSocket {
      constructor(url: string, subprotocol: string) {
        super(url, subprotocol);
        sockets.push(this);
      }
    },
  );
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
});

afterEach(() => {
  for (const store of stores) store.dispose();
  vi.unstubAllGlobals();
});

describe('from an empty browser to a session', () => {
  test('the file is offered once; afterwards nothing can export the key', async () => {
    const store = open();
    await until(store, 'welcome');
    await store.create('Ana');
    const { address } = store.getSnapshot() as { address: string };
    const file = await store.sealRecovery(passphrase);
    expect((await identityOf((await openRecovery(file, passphrase)).seed)).address).toBe(address);
    expect(sockets).toEqual([]);
    store.finishRecovery();
    await until(store, 'running');
    expect(sockets).toHaveLength(1);
    await expect(store.sealRecovery(passphrase)).rejects.toThrow('cannot be exported');
    await expect(store.create('Eve')).rejects.toThrow();
    const kept = await load();
    expect(kept).toMatchObject({ address, name: 'Ana' });
    await expect(crypto.subtle.exportKey('pkcs8', kept!.key)).rejects.toThrow();
  });

  test('a file brings somebody back under another device', async () => {
    const first = open();
    await until(first, 'welcome');
    await first.create('Ana');
    const file = await first.sealRecovery(passphrase);
    const before = await load();
    first.dispose();
    await new Promise<void>((resolve, reject) => {
      const gone = indexedDB.deleteDatabase('callvault-device');
      gone.onsuccess = () => resolve();
      gone.onerror = () => reject(new Error('not deleted'));
    });
    const second = open();
    await until(second, 'welcome');
    await expect(second.restore(file, 'something else', '')).rejects.toMatchObject({ why: 'wrong_passphrase' });
    expect(second.getSnapshot().phase).toBe('welcome');
    await second.restore(file, passphrase, '');
    await until(second, 'running');
    const after = await load();
    expect(after).toMatchObject({ address: before?.address, name: 'Ana' });
    expect(after?.device).not.toBe(before?.device);
  });

  test('one socket for two tabs, and it moves', async () => {
    const first = open();
    await until(first, 'welcome');
    await first.create('Ana');
    first.finishRecovery();
    await until(first, 'running');
    const second = open();
    await until(second, 'elsewhere');
    expect(sockets).toHaveLength(1);
    second.useHere();
    await until(second, 'running');
    await until(first, 'elsewhere');
    expect(sockets.map((socket) => socket.readyState)).toEqual([3, 1]);
  });

  test('of an account that was deleted elsewhere nothing stays, and another tab begins anew too', async () => {
    const first = open();
    await until(first, 'welcome');
    await first.create('Ana');
    first.finishRecovery();
    await until(first, 'running');
    const second = open();
    await until(second, 'elsewhere');
    localStorage.setItem('callvault-drafts', 'something');
    sockets[0]!.closes(4411);
    expect(await until(first, 'welcome')).toMatchObject({ deleted: 'elsewhere' });
    expect(await until(second, 'welcome')).toMatchObject({ deleted: 'elsewhere' });
    expect(await load()).toBeUndefined();
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['callvault-device']);
    expect(localStorage.length).toBe(0);
    await first.create('Ben');
    first.finishRecovery();
    await until(first, 'running');
    expect(sockets).toHaveLength(2);
  });

  test('a browser that keeps nothing is told so', async () => {
    vi.spyOn(DeviceStore.prototype, 'load').mockRejectedValue(new Error('denied'));
    vi.stubGlobal('reportError', vi.fn());
    expect(await until(open(), 'unusable')).toMatchObject({ missing: 'storage' });
  });
});
