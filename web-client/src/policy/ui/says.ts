import { endTime, localeOf } from '../../chat/ui/times';
import { words } from '../../words';
import { type Day, DAYS, type Policy, type Window } from '../policy';
import type { Quiet } from '../quiet';
import { dayOfWeek, fieldOf, isOverMidnight, timeOfDay, type WeekMinute, weekMinuteOf } from '../windows';

/** As people where the page is read write a time of day. */
function sayTime(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Intl.DateTimeFormat(localeOf(), { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(Date.UTC(2026, 0, 5, hours, minutes));
}

/** "Mon to Fri", "Every day", or one after the other. */
export function sayDays(days: readonly Day[]): string {
  const { days: named, everyDay, span } = words.windows;
  if (days.length === DAYS.length) return everyDay;
  const short = days.map((day) => named[day].short);
  const [first = 'mon'] = days;
  const isRun = days.length > 2 && days.every((day, at) => DAYS.indexOf(day) === DAYS.indexOf(first) + at);
  return isRun ? span(short[0] ?? '', short.at(-1) ?? '') : short.join(', ');
}

export function sayHours(window: Window): string {
  const { range, nextDay } = words.windows;
  return (isOverMidnight(window) ? nextDay : range)(sayTime(window.from), sayTime(fieldOf(window.to)));
}

export const sayWindow = (window: Window): string => `${sayDays(window.days)}, ${sayHours(window)}`;

/** A moment of the week that is to come, by the clock of the policy's time zone: with its day, unless it is today there. */
export function sayMoment(minute: WeekMinute, { timeZone }: Policy, now: number): string {
  const day = dayOfWeek(minute);
  const time = sayTime(timeOfDay(minute));
  return day === dayOfWeek(weekMinuteOf(now, timeZone)) ? time : `${words.windows.days[day].short} ${time}`;
}

/** Until when it is quiet; undefined for no end, or where it is not quiet. */
export function sayEnd(quiet: Quiet, policy: Policy, now: number): string | undefined {
  if (quiet.kind === 'by_hand') return quiet.until === undefined ? undefined : endTime(quiet.until);
  return quiet.kind === 'weekly' && quiet.ends !== undefined ? sayMoment(quiet.ends, policy, now) : undefined;
}

/** The state of do not disturb in a sentence. */
export function sayQuiet(quiet: Quiet, policy: Policy, now: number): string {
  const end = sayEnd(quiet, policy, now);
  switch (quiet.kind) {
    case 'off':
      return words.quiet.off;
    case 'by_hand':
      return end === undefined ? words.quiet.on : words.quiet.onUntil(end);
    case 'weekly':
      return end === undefined ? words.quiet.weeklyAlways : words.quiet.weekly(end);
    default:
      return quiet satisfies never;
  }
}

export const sayZone = (zone: string): string => zone.replaceAll('_', ' ');
