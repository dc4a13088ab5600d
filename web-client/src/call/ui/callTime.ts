import { clockTime, dayOf, listTime } from '../../chat/ui/times';
import { words } from '../../words';

const DAY_MS = 86_400_000;

/** Day and time of a call, as one would say it. */
export function callTime(at: number): string {
  const day = dayOf(at);
  const now = Date.now();
  const said = day === dayOf(now) ? words.calls.today : day === dayOf(now - DAY_MS) ? words.calls.yesterday : listTime(at);
  return `${said}, ${clockTime(at)}`;
}
