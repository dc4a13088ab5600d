import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { qualityOf, QualityWatch, type Sample, sampleOf } from './quality';

const still: Sample = { received: 1000, lost: 0, missedThere: 0, roundTripMs: 40, path: 'direct' };

describe('how well a call holds', () => {
  it.each([
    ['nothing lost, a short way', {}, 'good'],
    ['a little loss', { received: 1096, lost: 4 }, 'fair'],
    ['much loss', { received: 1090, lost: 10 }, 'poor'],
    ['the other misses much', { missedThere: 0.2 }, 'poor'],
    ['a long way', { roundTripMs: 400 }, 'fair'],
    ['a very long way', { roundTripMs: 900 }, 'poor'],
    ['the browser does not tell how long', { roundTripMs: undefined }, 'good'],
    ['packets that came late after all', { lost: -5 }, 'good'],
    ['nobody says a word', { received: 1000 }, 'good'],
  ] as const)('%s', (_, more, expected) => {
    expect(qualityOf(still, { ...still, received: 1100, ...more })).toBe(expected);
  });

  it('reads what the browser counted, and which way media goes', () => {
    const stats = new Map<string, Record<string, unknown>>([
      ['t', { type: 'transport', selectedCandidatePairId: 'p' }],
      ['p', { type: 'candidate-pair', currentRoundTripTime: 0.12, localCandidateId: 'l', remoteCandidateId: 'r' }],
      ['l', { type: 'local-candidate', candidateType: 'host' }],
      ['r', { type: 'remote-candidate', candidateType: 'relay' }],
      ['a', { type: 'inbound-rtp', packetsReceived: 90, packetsLost: 1 }],
      ['v', { type: 'inbound-rtp', packetsReceived: 10, packetsLost: 2 }],
      ['o', { type: 'remote-inbound-rtp', fractionLost: 0.5 }],
    ]);
    expect(sampleOf(stats)).toEqual({ received: 100, lost: 3, missedThere: 0.5, roundTripMs: 120, path: 'relay' });
  });

  it('knows the way in a browser without a report of the transport', () => {
    const stats = new Map([['p', { type: 'candidate-pair', nominated: true }]]);
    expect(sampleOf(stats)).toMatchObject({ path: 'direct', roundTripMs: undefined });
  });
});

describe('the watch', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('calls a connection poor when two looks in a row agree', () => {
    const told: string[] = [];
    const watch = new QualityWatch(() => undefined, (quality) => told.push(quality));
    const looks = [0, 0, 100, 200, 200].map((lost, at) => ({ ...still, received: 1000 + at * 100, lost }));
    for (const look of looks) watch.take(look);
    expect(told).toEqual(['good', 'good', 'poor']);
    watch.dispose();
    expect(vi.getTimerCount()).toBe(0);
  });
});
