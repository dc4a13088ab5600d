import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WireError } from '../protocol';
import { FakeLink } from '../testing/fakeLink';
import { outcomeOf, type PastCall, RememberedCalls, talkedMs } from './history';

const past = (call: string, startedAt: number, more: Partial<PastCall> = {}): PastCall => ({
  call, peer: 'call:bo', role: 'callee', media: 'audio', startedAt, endedAt: startedAt + 1000, reason: 'missed', ...more,
});

let link: FakeLink;
let history: RememberedCalls;

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  link = new FakeLink('call:me');
  link.serve = () => ({ calls: [past('b', 2000), past('a', 1000)] });
  history = new RememberedCalls(link);
});

afterEach(() => {
  history.dispose();
  vi.useRealTimers();
});

const ids = () => history.getSnapshot().calls?.map(({ call }) => call);

async function ready() {
  link.comesUp();
  await vi.advanceTimersByTimeAsync(0);
}

describe('what became of a call', () => {
  it.each([
    [{ role: 'callee', reason: 'missed' }, 'missed'],
    [{ role: 'callee', reason: 'cancelled' }, 'missed'],
    [{ role: 'callee', reason: 'do_not_disturb' }, 'missed'],
    [{ role: 'callee', reason: 'outside_hours' }, 'missed'],
    [{ role: 'callee', reason: 'request_sent' }, 'asked'],
    [{ role: 'callee', reason: 'not_allowed' }, 'kept_out'],
    [{ role: 'caller', reason: 'request_sent' }, 'requested'],
    [{ role: 'callee', reason: 'declined' }, 'declined'],
    [{ role: 'callee', reason: 'answered_elsewhere', answeredAt: 1 }, 'elsewhere'],
    [{ role: 'callee', reason: 'completed', answeredAt: 1 }, 'incoming'],
    [{ role: 'caller', reason: 'completed', answeredAt: 1 }, 'outgoing'],
    [{ role: 'caller', reason: 'lost', answeredAt: 1 }, 'outgoing'],
    [{ role: 'caller', reason: 'ice_failed', answeredAt: 1 }, 'broken'],
    [{ role: 'caller', reason: 'no_answer' }, 'unanswered'],
    [{ role: 'caller', reason: 'cancelled' }, 'cancelled'],
    [{ role: 'caller', reason: 'busy' }, 'refused'],
    [{ role: 'caller', reason: 'of a later server' }, 'unanswered'],
  ] as const)('%o is %s', (call, outcome) => {
    expect(outcomeOf(call)).toBe(outcome);
  });

  it('says how long they talked, and nothing where nobody answered', () => {
    expect(talkedMs(past('a', 1000, { answeredAt: 1200, endedAt: 5200 }))).toBe(4000);
    expect(talkedMs(past('a', 1000))).toBeUndefined();
  });
});

describe('the history', () => {
  it('is read when the connection stands, and again after a call ended', async () => {
    expect(history.getSnapshot().calls).toBeUndefined();
    await ready();
    expect(ids()).toEqual(['b', 'a']);
    link.serve = () => ({ calls: [past('c', 3000), past('b', 2000), past('a', 1000)] });
    link.says({ type: 'call:ended', call: 'c', n: 1, reason: 'missed', peer: 'call:bo' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(ids()).toEqual(['c', 'b', 'a']);
  });

  it('shows earlier pages on demand, and keeps them when the first is read anew', async () => {
    link.serve = (path) =>
      path.includes('next=') ? { calls: [past('a', 1000)] } : { calls: [past('c', 3000), past('b', 2000)], next: '2000.b' };
    await ready();
    expect(history.getSnapshot().more).toBe(true);
    history.showEarlier();
    await vi.advanceTimersByTimeAsync(0);
    expect(ids()).toEqual(['c', 'b', 'a']);
    expect(history.getSnapshot()).toMatchObject({ more: false, busy: false });
    await ready();
    expect(ids()).toEqual(['c', 'b', 'a']);
    expect(history.getSnapshot().more).toBe(false);
  });

  it('says that it could not be read, and tries again', async () => {
    link.serve = () => {
      throw new WireError('unavailable', 'not now', true);
    };
    await ready();
    expect(history.getSnapshot()).toMatchObject({ problem: true, calls: undefined });
    link.serve = () => ({ calls: [] });
    await vi.advanceTimersByTimeAsync(3000);
    expect(history.getSnapshot()).toMatchObject({ problem: false, calls: [] });
  });

  it('opens with what was known, before there is a connection', async () => {
    await ready();
    const later = new RememberedCalls(new FakeLink('call:me'));
    expect(later.getSnapshot().calls?.map(({ call }) => call)).toEqual(['b', 'a']);
    const other = new RememberedCalls(new FakeLink('call:other'));
    expect(other.getSnapshot().calls).toBeUndefined();
    later.dispose();
    other.dispose();
  });

  it('counts requests apart from what was missed, and calls that were refused as neither', async () => {
    link.serve = () => ({
      calls: [past('d', 4000, { reason: 'request_sent' }), past('c', 3000, { reason: 'not_allowed' }), past('b', 2000, { reason: 'do_not_disturb' })],
    });
    await ready();
    expect(history.getSnapshot()).toMatchObject({ missed: 1, asked: 1 });
    history.seen();
    expect(history.getSnapshot()).toMatchObject({ missed: 0, asked: 0 });
  });

  it('is read again for what no frame tells, but not without a connection', async () => {
    await ready();
    link.serve = () => ({ calls: [past('c', 3000, { reason: 'request_sent' }), past('b', 2000)] });
    history.refresh();
    await vi.advanceTimersByTimeAsync(0);
    expect(ids()).toEqual(['c', 'b']);
    link.goesDown();
    const before = link.fetched.length;
    history.refresh();
    await vi.advanceTimersByTimeAsync(0);
    expect(link.fetched).toHaveLength(before);
  });

  it('counts what was missed until somebody looked, also after a reload', async () => {
    await ready();
    expect(history.getSnapshot().missed).toBe(2);
    history.seen();
    expect(history.getSnapshot().missed).toBe(0);
    const later = new RememberedCalls(new FakeLink('call:me'));
    expect(later.getSnapshot().missed).toBe(0);
    later.dispose();
  });
});
