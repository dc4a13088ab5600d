import { describe, expect, test, vi } from 'vitest';
import { FakeLocks } from '../testing/fakeLocks';
import { TabLock } from './tabLock';

function tabs() {
  const locks = new FakeLocks() as unknown as LockManager;
  const open = (known = new Map<string, string>(), reloaded = false) =>
    new TabLock(locks, {
      reloaded,
      storage: {
        getItem: (key) => known.get(key) ?? null,
        setItem: (key, value) => void known.set(key, value),
        removeItem: (key) => void known.delete(key),
      },
    });
  return { first: open(), open };
}

const until = (tab: TabLock, state: string) => vi.waitFor(() => expect(tab.getSnapshot()).toBe(state));

describe('the connection of this device', () => {
  test('belongs to the first tab; the second says so', async () => {
    const { first, open } = tabs();
    await until(first, 'held');
    const second = open();
    await until(second, 'elsewhere');
    expect(first.getSnapshot()).toBe('held');
  });

  test('moves to the tab that asks for it, and back', async () => {
    const { first, open } = tabs();
    await until(first, 'held');
    const second = open();
    await until(second, 'elsewhere');
    second.takeOver();
    await until(second, 'held');
    await until(first, 'elsewhere');
    first.takeOver();
    await until(first, 'held');
    await until(second, 'elsewhere');
  });

  test('moves to a waiting tab when the holder closes', async () => {
    const { first, open } = tabs();
    await until(first, 'held');
    const [second, third] = [open(), open()];
    await until(third, 'elsewhere');
    first.dispose();
    await until(second, 'held');
    expect(third.getSnapshot()).toBe('elsewhere');
  });

  test('stays with the tab that is reloaded, though another waits in line', async () => {
    const { first, open } = tabs();
    await until(first, 'held');
    const memory = new Map<string, string>();
    const second = open(memory);
    await until(second, 'elsewhere');
    second.takeOver();
    await until(second, 'held');
    second.dispose();
    await until(first, 'held');
    const reloaded = open(memory, true);
    await until(reloaded, 'held');
    await until(first, 'elsewhere');
  });

  test('a reload of a waiting tab takes nothing', async () => {
    const { first, open } = tabs();
    await until(first, 'held');
    const memory = new Map<string, string>();
    const second = open(memory);
    await until(second, 'elsewhere');
    second.dispose();
    await until(open(memory, true), 'elsewhere');
    expect(first.getSnapshot()).toBe('held');
  });

  test('a tab that was robbed is told once, and waits in line', async () => {
    const { first, open } = tabs();
    await until(first, 'held');
    const told: string[] = [];
    first.subscribe(() => told.push(first.getSnapshot()));
    const second = open();
    await until(second, 'elsewhere');
    second.takeOver();
    await until(first, 'elsewhere');
    second.dispose();
    await until(first, 'held');
    expect(told).toEqual(['elsewhere', 'held']);
  });
});
