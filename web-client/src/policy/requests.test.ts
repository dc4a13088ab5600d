import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PastCall } from '../call/history';
import { DismissedRequests, requestsOf } from './requests';

const asked = (peer: string, startedAt: number, more: Partial<PastCall> = {}): PastCall => ({
  call: `${peer}${startedAt}`, peer, role: 'callee', media: 'audio', startedAt, reason: 'request_sent', ...more,
});
const open = { isAnswered: () => false, dismissedUpTo: () => 0 };

describe('requests to call', () => {
  it('are one for each person: the newest try, and how many there were', () => {
    const calls = [asked('bo', 3, { media: 'video' }), asked('cy', 2), asked('bo', 1)];
    expect(requestsOf(calls, open)).toEqual([{ peer: 'bo', media: 'video', at: 3, count: 2 }, { peer: 'cy', media: 'audio', at: 2, count: 1 }]);
  });

  it('are those that came here, not those that this person sent, nor other calls', () => {
    expect(requestsOf([asked('bo', 1, { role: 'caller' }), asked('bo', 2, { reason: 'missed' })], open)).toEqual([]);
  });

  it('are answered by adding or blocking them', () => {
    expect(requestsOf([asked('bo', 1), asked('cy', 2)], { ...open, isAnswered: (peer) => peer === 'bo' })).toMatchObject([{ peer: 'cy' }]);
  });

  it('that were put away come back with the next try', () => {
    const away = { ...open, dismissedUpTo: () => 2 };
    expect(requestsOf([asked('bo', 2), asked('bo', 1)], away)).toEqual([]);
    expect(requestsOf([asked('bo', 3), asked('bo', 2)], away)).toEqual([{ peer: 'bo', media: 'audio', at: 3, count: 1 }]);
  });
});

describe('what was put away', () => {
  beforeEach(() => localStorage.clear());

  it('is told, and stays away after a reload, for this person alone', () => {
    const dismissed = new DismissedRequests('call:me');
    const told = vi.fn();
    dismissed.subscribe(told);
    dismissed.dismiss({ peer: 'bo', at: 7 });
    expect(told).toHaveBeenCalledOnce();
    expect(new DismissedRequests('call:me').getSnapshot().get('bo')).toBe(7);
    expect(new DismissedRequests('call:other').getSnapshot().size).toBe(0);
  });

  it('is nothing where what was kept cannot be read', () => {
    localStorage.setItem('callvault.requestsDismissed.call:me', '[{"peer":1}]');
    expect(new DismissedRequests('call:me').getSnapshot().size).toBe(0);
  });
});
