import { describe, expect, test, vi } from 'vitest';
import { FakeLocks } from '../testing/fakeLocks';
import { TabLock } from './tabLock';

function tabs() {
  const locks = new FakeLocks() as unknown as LockManager;
  return { first: new TabLock(locks), open: () => new TabLock(locks) };
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
