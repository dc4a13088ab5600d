import { afterEach, describe, expect, test, vi } from 'vitest';
import { DeviceStore } from './deviceStore';
import { identityOf, newSeed, signAs } from './identity';
import { JWS, verify } from './jws';

let count = 0;
const fresh = () => `device-${++count}`;
afterEach(() => vi.useRealTimers());

describe('this device', () => {
  test('finds itself again after a reload, with a key that still signs and cannot be read', async () => {
    const name = fresh();
    const identity = await identityOf(newSeed());
    const first = new DeviceStore(name);
    const created = await first.create(identity, 'Ana');
    first.close();
    const again = await new DeviceStore(name).load();
    expect(again).toMatchObject({ address: identity.address, name: 'Ana', device: created.device });
    expect(again?.key.extractable).toBe(false);
    const signed = await signAs(again!, JWS.call, { x: 1 });
    expect(await verify(signed, { typ: JWS.call, kid: identity.address })).toEqual({ x: 1 });
  });

  test('never overwrites a person', async () => {
    const store = new DeviceStore(fresh());
    await store.create(await identityOf(newSeed()), 'Ana');
    await expect(store.create(await identityOf(newSeed()), 'Eve')).rejects.toThrow();
    expect((await store.load())?.name).toBe('Ana');
  });

  test('never gives the same number twice, also to two tabs at once and after a reload', async () => {
    const name = fresh();
    const [one, two] = [new DeviceStore(name), new DeviceStore(name)];
    await one.create(await identityOf(newSeed()), 'Ana');
    const numbers = await Promise.all([one, two, one, two, one].map((store) => store.nextConn()));
    numbers.push(await new DeviceStore(name).nextConn());
    expect(new Set(numbers).size).toBe(6);
    expect(numbers.at(-1)).toBe(Math.max(...numbers));
  });

  test('rises above what an older copy of this browser had used, and not with the clock set back', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(5_000_000);
    const store = new DeviceStore(fresh());
    await store.create(await identityOf(newSeed()), 'Ana');
    expect(await store.nextConn()).toBe(5_000);
    vi.setSystemTime(1_000_000);
    expect(await store.nextConn()).toBe(5_001);
    vi.setSystemTime(9_000_000);
    expect(await store.nextConn()).toBe(9_000);
  });
});
