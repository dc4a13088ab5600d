import { describe, expect, it } from 'vitest';
import { EndedCalls } from './ended';

function memory(initial?: string) {
  const kept = new Map<string, string>(initial === undefined ? [] : [['callvault.endedCalls', initial]]);
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
}

describe('ended calls', () => {
  it('are known for ten minutes, and no longer', () => {
    let now = 0;
    const ended = new EndedCalls(memory(), () => now);
    ended.add('a');
    now = 600_000;
    expect(ended.has('a')).toBe(true);
    now = 600_001;
    expect(ended.has('a')).toBe(false);
  });

  it('are known after a reload', () => {
    const storage = memory();
    new EndedCalls(storage, () => 5).add('a');
    expect(new EndedCalls(storage, () => 6).has('a')).toBe(true);
    expect(new EndedCalls(storage, () => 6).has('b')).toBe(false);
  });

  it.each(['not json', '{"a":1}', '[["a"],["b","c"],7]'])('a storage that holds %s is an empty one', (stored) => {
    expect(new EndedCalls(memory(stored), () => 0).has('a')).toBe(false);
  });

  it('a full storage does not stop a call from ending', () => {
    const full = { getItem: () => null, setItem: () => { throw new DOMException('', 'QuotaExceededError'); } };
    const ended = new EndedCalls(full, () => 0);
    ended.add('a');
    expect(ended.has('a')).toBe(true);
  });
});
