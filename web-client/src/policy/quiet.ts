import type { Policy } from './policy';
import { endOf, holds, type WeekMinute, weekMinuteOf } from './windows';

/** Whether do not disturb holds. `until` in ms since the epoch; `ends` by the clock of the policy's time zone. */
export type Quiet =
  | { readonly kind: 'off' }
  /** By hand; undefined until it is switched off. */
  | { readonly kind: 'by_hand'; readonly until: number | undefined }
  /** By a weekly window; undefined where the windows leave no gap. */
  | { readonly kind: 'weekly'; readonly ends: WeekMinute | undefined };

/** The same question as the server asks for each call. By hand comes first: the person knows that they did it. */
export function quietAt({ doNotDisturb: { on, until, weekly }, timeZone }: Policy, now: number): Quiet {
  if (on && (until === undefined || until > now)) return { kind: 'by_hand', until };
  const minute = weekMinuteOf(now, timeZone);
  return holds(weekly, minute) ? { kind: 'weekly', ends: endOf(weekly, minute) } : { kind: 'off' };
}

/** Whether calls come through the business hours now; undefined where there are none. */
export function openAt({ hours: { on, weekly }, timeZone }: Policy, now: number): boolean | undefined {
  return on ? holds(weekly, weekMinuteOf(now, timeZone)) : undefined;
}

export type Until = 'hour' | 'evening' | 'morning' | 'tomorrow_morning' | 'open';

const HOUR_MS = 3_600_000;
const EVENING_HOUR = 18;
const MORNING_HOUR = 8;
/** Before this it is still night, and the morning that people mean is that of the same date. */
const NIGHT_ENDS_HOUR = 5;

/** How long do not disturb may be switched on for, by this device's clock and calendar. `at` is undefined for no end. */
export function endsFor(now: number): readonly { readonly until: Until; readonly at: number | undefined }[] {
  const hour = new Date(now).getHours();
  const on = (days: number, atHour: number): number => {
    const date = new Date(now);
    date.setDate(date.getDate() + days);
    return date.setHours(atHour, 0, 0, 0);
  };
  const evening = on(0, EVENING_HOUR);
  const night = hour < NIGHT_ENDS_HOUR;
  return [
    { until: 'hour', at: now + HOUR_MS },
    // An evening that begins within the hour would say the same twice.
    ...(evening > now + HOUR_MS && !night ? [{ until: 'evening', at: evening } as const] : []),
    night ? { until: 'morning', at: on(0, MORNING_HOUR) } : { until: 'tomorrow_morning', at: on(1, MORNING_HOUR) },
    { until: 'open', at: undefined },
  ];
}
