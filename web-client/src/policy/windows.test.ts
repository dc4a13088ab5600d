import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Day, DAYS, type Window } from './policy';
import { dayOfWeek, endOf, fieldOf, holds, isOverMidnight, nextOf, ownZone, timeOfDay, weekMinuteOf, windowOf, zonesFor } from './windows';

/** The page whose tables the server's tests read, too: the client must not say another thing than the server does. */
const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/policies.md'), 'utf8');

const dayOf = (name: string): Day => {
  const found = DAYS.find((day) => day === name.toLowerCase());
  if (!found) throw new Error(`${name} is no day`);
  return found;
};

/** "Mon Tue 22:00–07:00", as the page writes it. */
function read(window: string): Window {
  const parts = window.split(' ');
  const [from = '', to = ''] = parts.pop()?.split('–') ?? [];
  return { days: parts.map(dayOf), from, to };
}

const minute = (day: string, time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return DAYS.indexOf(dayOf(day)) * 1440 + hours * 60 + minutes;
};

const ROWS = [...PAGE.matchAll(/^\| (\w+\/\w+) \| (.+?) \| (\d{4}-\d\d-\d\d \d\d:\d\d) \| (\w{3}) (\d\d:\d\d) \| (holds|–) \|$/gm)];

describe('on the days on which clocks change', () => {
  it('the page has its tables', () => expect(ROWS.length).toBeGreaterThan(100));

  it.each(ROWS.map(([, zone = '', window = '', moment = '', day = '', time = '', said = '']) => ({ zone, window, moment, day, time, said })))(
    '$window in $zone at $moment: $said',
    ({ zone, window, moment, day, time, said }) => {
      const now = weekMinuteOf(Date.parse(`${moment.replace(' ', 'T')}:00Z`), zone);
      expect(now).toBe(minute(day, time));
      expect(holds([read(window)], now)).toBe(said === 'holds');
    },
  );
});

const NIGHTS = read('Mon Tue Wed Thu Fri Sat Sun 22:00–07:00');
const said = (at: number | undefined) => (at === undefined ? undefined : `${dayOfWeek(at)} ${timeOfDay(at)}`);

describe('a window', () => {
  it.each([
    ['Mon Tue 22:00–07:00', 'Mon', '23:30', 'tue 07:00'],
    ['Sun 22:00–07:00', 'Mon', '06:59', 'mon 07:00'],
    ['Sat 00:00–24:00', 'Sat', '12:00', 'sun 00:00'],
    ['Tue 09:00–17:00', 'Tue', '09:00', 'tue 17:00'],
  ])('%s ends, from %s %s on, at %4$s', (window, day, time, end) => {
    expect(said(endOf([read(window)], minute(day, time)))).toBe(end);
  });

  it('that begins where another one ends goes on with it', () => {
    const weekend = [read('Sat 20:00–24:00'), read('Sun 00:00–08:00'), read('Sun 07:00–09:30')];
    expect(said(endOf(weekend, minute('Sat', '21:00')))).toBe('sun 09:30');
  });

  it('that leaves no gap never ends', () => {
    expect(endOf([read('Mon Tue Wed Thu Fri Sat Sun 00:00–24:00')], minute('Wed', '12:00'))).toBeUndefined();
  });

  it('says when the next one begins, over the end of the week too', () => {
    expect(said(nextOf([read('Mon Tue 09:00–17:00')], minute('Tue', '17:00')))).toBe('mon 09:00');
    expect(said(nextOf([NIGHTS], minute('Tue', '12:00')))).toBe('tue 22:00');
    expect(nextOf([], 0)).toBeUndefined();
  });

  it('of a zone that the browser does not know is read by UTC', () => {
    expect(weekMinuteOf(Date.UTC(2026, 5, 1, 12, 30), 'Mars/Olympus')).toBe(minute('Mon', '12:30'));
  });
});

describe('what somebody fills in', () => {
  it('is kept in the order of the week', () => {
    expect(windowOf(new Set<Day>(['sun', 'mon']), '22:00', '07:00')).toEqual({ days: ['mon', 'sun'], from: '22:00', to: '07:00' });
  });

  it('midnight as an end is the end of that day', () => {
    expect(windowOf(new Set<Day>(['sat']), '00:00', '00:00')).toEqual({ days: ['sat'], from: '00:00', to: '24:00' });
    expect(fieldOf('24:00')).toBe('00:00');
    expect(isOverMidnight({ from: '20:00', to: '24:00' })).toBe(false);
    expect(isOverMidnight(NIGHTS)).toBe(true);
  });

  it.each([
    [[], '09:00', '17:00', 'no_day'],
    [['mon'], '', '17:00', 'no_time'],
    [['mon'], '09:00', '09:00', 'same_time'],
  ] as const)('%j %s %s is refused: %s', (days, from, to, problem) => {
    expect(windowOf(new Set<Day>(days), from, to)).toBe(problem);
  });

  it('a time zone is found by a part of its name; the chosen one stands first', () => {
    expect(zonesFor('new york', 'Europe/Berlin')).toEqual(['America/New_York']);
    expect(zonesFor('', 'Asia/Tokyo').slice(0, 2)).toEqual(['Asia/Tokyo', ownZone()].slice(0, 2));
    expect(zonesFor('atlantis', 'UTC')).toEqual([]);
  });
});
