import { afterEach, describe, expect, it, vi } from 'vitest';
import { made } from '../testing/policies';
import { endsFor, openAt, quietAt } from './quiet';

const HOUR_MS = 3_600_000;
/** Tuesday, 2 June 2026, 12:00 in Berlin. */
const NOON = Date.UTC(2026, 5, 2, 10);

const NIGHTS = { days: ['mon', 'tue'], from: '22:00', to: '07:00' } as const;
const weekly = [{ ...NIGHTS, days: [...NIGHTS.days] }];

describe('do not disturb', () => {
  it('is off where nothing was said', () => expect(quietAt(made(), NOON)).toEqual({ kind: 'off' }));

  it('by hand holds until it is switched off', () => {
    expect(quietAt(made({ doNotDisturb: { on: true } }), NOON)).toEqual({ kind: 'by_hand', until: undefined });
  });

  it('by hand ends at its time, to the millisecond', () => {
    const policy = made({ doNotDisturb: { on: true, until: NOON } });
    expect(quietAt(policy, NOON - 1)).toEqual({ kind: 'by_hand', until: NOON });
    expect(quietAt(policy, NOON)).toEqual({ kind: 'off' });
  });

  it('goes on by the weekly times where the one by hand is over', () => {
    const policy = made({ doNotDisturb: { on: true, until: NOON, weekly } });
    expect(quietAt(policy, NOON + 10 * HOUR_MS)).toEqual({ kind: 'weekly', ends: 2 * 1440 + 7 * 60 });
    expect(quietAt(policy, NOON + 9 * HOUR_MS)).toEqual({ kind: 'off' });
  });

  it('goes by the clock of the policy’s time zone', () => {
    const policy = made({ timeZone: 'America/New_York', doNotDisturb: { weekly } });
    expect(quietAt(policy, NOON).kind).toBe('weekly');
    expect(quietAt({ ...policy, timeZone: 'Europe/Berlin' }, NOON).kind).toBe('off');
  });
});

describe('business hours', () => {
  const working = { days: ['mon', 'tue', 'wed', 'thu', 'fri'] as ('mon' | 'tue' | 'wed' | 'thu' | 'fri')[], from: '09:00', to: '17:00' };

  it('say nothing where there are none or they are off', () => {
    expect(openAt(made(), NOON)).toBeUndefined();
    expect(openAt(made({ hours: { weekly: [working] } }), NOON)).toBeUndefined();
  });

  it.each([[0, true], [4.99, true], [5, false], [-3, true], [-3.1, false]])('%s hours from noon: %s', (later, open) => {
    expect(openAt(made({ hours: { on: true, weekly: [working] } }), NOON + later * HOUR_MS)).toBe(open);
  });
});

describe('until when it may be switched on', () => {
  afterEach(() => vi.useRealTimers());

  const at = (hour: number, minute = 0) => new Date(2026, 5, 2, hour, minute).getTime();
  const ends = (now: number) => Object.fromEntries(endsFor(now).map(({ until, at: end }) => [until, end]));

  it('by day: an hour, this evening, tomorrow morning, or without an end', () => {
    expect(ends(at(10))).toEqual({ hour: at(11), evening: at(18), tomorrow_morning: at(8) + 24 * HOUR_MS, open: undefined });
  });

  it('no evening where it begins within the hour, or is there', () => {
    expect(ends(at(17, 30))).not.toHaveProperty('evening');
    expect(ends(at(20))).not.toHaveProperty('evening');
    expect(ends(at(16, 59))).toHaveProperty('evening', at(18));
  });

  it('in the night the morning is that of the same date', () => {
    expect(ends(at(2))).toEqual({ hour: at(3), morning: at(8), open: undefined });
    expect(ends(at(5))).toHaveProperty('tomorrow_morning', at(8) + 24 * HOUR_MS);
  });
});
