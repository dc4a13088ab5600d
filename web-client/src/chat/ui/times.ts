import { words } from '../../app/words';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' });
const shortDate = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

const DAY_MS = 86_400_000;

/** The calendar day of a moment here, as something to compare. */
export const dayOf = (at: number): string => new Date(at).toDateString();

export const clockTime = (at: number): string => clock.format(at);

/** The mark above the first message of a day. */
export function dayMark(at: number): string {
  const day = dayOf(at);
  if (day === dayOf(Date.now())) return words.conversation.today;
  return day === dayOf(Date.now() - DAY_MS) ? words.conversation.yesterday : date.format(at);
}

/** The time today, else the day. */
export const listTime = (at: number): string => (dayOf(at) === dayOf(Date.now()) ? clock : shortDate).format(at);
