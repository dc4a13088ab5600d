import { language, words } from '../../words';

const DAY_MS = 86_400_000;

const FORMATS = {
  clock: { hour: '2-digit', minute: '2-digit' },
  date: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  full: { dateStyle: 'full', timeStyle: 'short' },
  weekday: { weekday: 'short' },
  longWeekday: { weekday: 'long' },
  longDate: { day: 'numeric', month: 'long' },
  longYear: { day: 'numeric', month: 'long', year: 'numeric' },
  shortDate: { day: 'numeric', month: 'short' },
  numeric: { day: '2-digit', month: '2-digit', year: '2-digit' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

const made = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than drawing a message. */
function format(kind: keyof typeof FORMATS, at: number): string {
  const key = `${language} ${kind}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat(localeOf(), FORMATS[kind]);
  made.set(key, known);
  return known.format(at);
}

/** Of the browser's, where it is one of the language that is spoken: it knows how people there write a time. */
export const localeOf = (): string => navigator.languages.find((each) => each.startsWith(language)) ?? language;

/** The calendar day of a moment here, as something to compare. */
export const dayOf = (at: number): string => new Date(at).toDateString();

export const clockTime = (at: number): string => format('clock', at);

/** The mark above the first message of a day. */
export function dayMark(at: number): string {
  const day = dayOf(at);
  if (day === dayOf(Date.now())) return words.conversation.today;
  return day === dayOf(Date.now() - DAY_MS) ? words.conversation.yesterday : format('date', at);
}

/** Everything about a moment, for those who rest on a time. */
export const fullTime = (at: number): string => format('full', at);

/** Today or yesterday, as a word; undefined for other days. */
function nearDay(at: number): string | undefined {
  const day = dayOf(at);
  const near = day === dayOf(Date.now()) ? 0 : day === dayOf(Date.now() - DAY_MS) ? -1 : undefined;
  return near === undefined ? undefined : new Intl.RelativeTimeFormat(localeOf(), { numeric: 'auto' }).format(near, 'day');
}

/** When somebody was last seen, for where there is little room. */
export function shortSeenTime(at: number): string {
  const isYesterday = dayOf(at) === dayOf(Date.now() - DAY_MS);
  return words.conversation.lastSeen.short((isYesterday && nearDay(at)) || listTime(at));
}

/** When somebody was last seen. */
export function seenTime(at: number): string {
  const now = Date.now();
  const { lastSeen } = words.conversation;
  const near = nearDay(at);
  if (near !== undefined) return lastSeen.near(near, clockTime(at));
  if (at > now - 6 * DAY_MS && at < now) return lastSeen.on(format('longWeekday', at), clockTime(at));
  return lastSeen.on(format(new Date(at).getFullYear() === new Date(now).getFullYear() ? 'longDate' : 'longYear', at), clockTime(at));
}

/** When something ends that is to come: the time today, else the day with it. */
export function endTime(at: number): string {
  const now = Date.now();
  if (dayOf(at) === dayOf(now)) return format('clock', at);
  return `${format(at < now + 6 * DAY_MS ? 'weekday' : 'shortDate', at)} ${format('clock', at)}`;
}

/** As short as it may be and still be clear: the time today, then yesterday, a day of this week, a date. */
export function listTime(at: number): string {
  const now = Date.now();
  const day = dayOf(at);
  if (day === dayOf(now)) return format('clock', at);
  if (day === dayOf(now - DAY_MS)) return words.conversation.yesterday;
  if (at > now - 6 * DAY_MS && at < now) return format('weekday', at);
  return format(new Date(at).getFullYear() === new Date(now).getFullYear() ? 'shortDate' : 'numeric', at);
}
