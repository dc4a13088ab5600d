import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CandidateBatches } from './candidates';

const candidate = (name: string) => ({ candidate: name });

describe('candidates leave in batches', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function batches() {
    const sent: string[][] = [];
    return { sent, batches: new CandidateBatches((batch) => sent.push(batch.map((each) => each.candidate))) };
  }

  it('the first almost at once, later ones every 200 ms, and every 500 ms once there is an answer', () => {
    const { sent, batches: b } = batches();
    b.add(candidate('1'));
    b.add(candidate('2'));
    vi.advanceTimersByTime(20);
    expect(sent).toEqual([['1', '2']]);
    b.add(candidate('3'));
    vi.advanceTimersByTime(199);
    expect(sent).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sent).toEqual([['1', '2'], ['3']]);
    b.answered();
    b.add(candidate('4'));
    vi.advanceTimersByTime(200);
    b.add(candidate('5'));
    expect(sent).toHaveLength(3);
    b.add(candidate('6'));
    vi.advanceTimersByTime(499);
    expect(sent).toHaveLength(3);
    vi.advanceTimersByTime(1);
    expect(sent.at(-1)).toEqual(['5', '6']);
  });

  it('the first of each type almost at once, since a relay may be the only path', () => {
    const { sent, batches: b } = batches();
    const typed = (name: string, type: string) => candidate(`${name} typ ${type}`);
    b.answered();
    b.add(typed('1', 'host'));
    vi.advanceTimersByTime(20);
    b.add(typed('2', 'host'));
    vi.advanceTimersByTime(20);
    expect(sent).toEqual([['1 typ host']]);
    b.add(typed('3', 'relay'));
    vi.advanceTimersByTime(20);
    expect(sent.at(-1)).toEqual(['2 typ host', '3 typ relay']);
  });

  it('all that is left when gathering is over, then an empty list', () => {
    const { sent, batches: b } = batches();
    b.add(candidate('1'));
    b.end();
    expect(sent).toEqual([['1'], []]);
    vi.advanceTimersByTime(1000);
    expect(sent).toHaveLength(2);
  });

  it('the empty list has time once there is an answer', () => {
    const { sent, batches: b } = batches();
    b.answered();
    b.add(candidate('1'));
    b.end();
    expect(sent).toEqual([['1']]);
    vi.advanceTimersByTime(500);
    expect(sent).toEqual([['1'], []]);
  });

  it('no empty list for a search that another one has followed', () => {
    const { sent, batches: b } = batches();
    b.answered();
    b.end();
    b.add(candidate('1'));
    vi.advanceTimersByTime(1000);
    expect(sent).toEqual([['1']]);
    b.end();
    vi.advanceTimersByTime(500);
    expect(sent).toEqual([['1'], []]);
  });

  it('no more in a frame than the server takes', () => {
    const { sent, batches: b } = batches();
    for (let i = 0; i < 65; i++) b.add(candidate('1'));
    b.end();
    expect(sent.map((batch) => batch.length)).toEqual([64, 1, 0]);
  });

  it('none after the call', () => {
    const { sent, batches: b } = batches();
    b.add(candidate('1'));
    b.dispose();
    vi.advanceTimersByTime(1000);
    expect(sent).toEqual([]);
  });
});
