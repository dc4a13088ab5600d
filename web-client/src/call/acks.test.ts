import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Acks } from './acks';

describe('acknowledgements', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('of what came together leave together, for each call the highest number', () => {
    const sent: object[] = [];
    const acks = new Acks({ send: (frame) => sent.push(frame) > 0 });
    acks.owe('a', 'call:Ana', 2);
    acks.owe('a', 'call:Ana', 4);
    acks.owe('b', 'call:Bo', 1);
    vi.advanceTimersByTime(20);
    expect(sent).toEqual([{ type: 'call:ack', call: 'a', peer: 'call:Ana', n: 4 }, { type: 'call:ack', call: 'b', peer: 'call:Bo', n: 1 }]);
    acks.owe('a', 'call:Ana', 4);
    vi.advanceTimersByTime(20);
    expect(sent, 'what comes again is acknowledged again').toHaveLength(3);
  });
});
