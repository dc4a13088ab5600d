import { type Day, DAYS, type Window } from './policy';

const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** A moment of the week by the clock on the wall, in minutes since Monday 00:00. */
export type WeekMinute = number;

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** How long it lasts by the clock: one whose end is not after its beginning goes on into the next day. */
const lengthOf = ({ from, to }: Window): number => {
  const length = minutesOf(to) - minutesOf(from);
  return length > 0 ? length : length + DAY_MINUTES;
};

export const isOverMidnight = ({ from, to }: Pick<Window, 'from' | 'to'>): boolean => to !== '24:00' && to !== '00:00' && minutesOf(to) <= minutesOf(from);

/** What the clock there shows at this moment. A zone that the browser does not know is read as UTC. */
export function weekMinuteOf(at: number, timeZone: string): WeekMinute {
  const parts = new Map(clockOf(timeZone).formatToParts(at).map(({ type, value }) => [type, value]));
  const day = DAYS.findIndex((each) => each === parts.get('weekday')?.toLowerCase());
  return day * DAY_MINUTES + Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone) ?? madeFor(timeZone);
  clocks.set(timeZone, known);
  return known;
}

function madeFor(timeZone: string): Intl.DateTimeFormat {
  const options = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
  }
}

/** For how many minutes by the clock this window still holds at this moment; 0 where it does not. */
function leftOf(window: Window, now: WeekMinute): number {
  const lefts = window.days.map((day) => {
    const since = (now - DAYS.indexOf(day) * DAY_MINUTES - minutesOf(window.from) + WEEK_MINUTES) % WEEK_MINUTES;
    return lengthOf(window) - since;
  });
  return Math.max(0, ...lefts);
}

export const holds = (windows: readonly Window[], now: WeekMinute): boolean => windows.some((each) => leftOf(each, now) > 0);

/** When it ends, where windows that follow each other count as one: undefined where it never does. */
export function endOf(windows: readonly Window[], now: WeekMinute): WeekMinute | undefined {
  let passed = 0;
  while (passed < WEEK_MINUTES) {
    const left = Math.max(0, ...windows.map((each) => leftOf(each, (now + passed) % WEEK_MINUTES)));
    if (left === 0) return (now + passed) % WEEK_MINUTES;
    passed += left;
  }
  return undefined;
}

/** When one of them begins next; undefined where there are none. */
export function nextOf(windows: readonly Window[], now: WeekMinute): WeekMinute | undefined {
  const begins = windows.flatMap(({ days, from }) => days.map((day) => DAYS.indexOf(day) * DAY_MINUTES + minutesOf(from)));
  const waits = begins.map((begin) => (begin - now + WEEK_MINUTES) % WEEK_MINUTES).filter((wait) => wait > 0);
  return waits.length === 0 ? undefined : (now + Math.min(...waits)) % WEEK_MINUTES;
}

export const dayOfWeek = (minute: WeekMinute): Day => DAYS[Math.floor(minute / DAY_MINUTES)] ?? 'mon';

const two = (value: number): string => String(value).padStart(2, '0');

export const timeOfDay = (minute: WeekMinute): string => `${two(Math.floor((minute % DAY_MINUTES) / 60))}:${two(minute % 60)}`;

/** A field for a time of day knows no 24:00; midnight at the end of a day is 00:00 to it. */
export const fieldOf = (to: string): string => (to === '24:00' ? '00:00' : to);

/** What somebody filled in, in the order of the week; a problem where there is nothing to keep. */
export function windowOf(days: ReadonlySet<Day>, from: string, to: string): Window | 'no_day' | 'no_time' | 'same_time' {
  if (days.size === 0) return 'no_day';
  if (from === '' || to === '') return 'no_time';
  const end = to === '00:00' ? '24:00' : to;
  if (from === end) return 'same_time';
  return { days: DAYS.filter((day) => days.has(day)), from, to: end };
}

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Of all that the browser knows, those with every word of the query; the person's own one and the chosen one are there, too. */
export function zonesFor(query: string, chosen: string): readonly string[] {
  const all = new Set([chosen, ownZone(), ...Intl.supportedValuesOf('timeZone'), 'UTC']);
  const parts = query.trim().toLowerCase().split(/[\s_]+/);
  const readable = (zone: string) => zone.toLowerCase().replaceAll('_', ' ');
  return [...all].filter((zone) => parts.every((part) => readable(zone).includes(part)));
}
