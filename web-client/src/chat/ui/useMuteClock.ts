import { useEffect, useState } from 'react';
import { useSession } from '../../app/sessionContext';
import type { ConversationRow } from '../db';

/** The longest that a timer holds. */
const LONGEST_MS = 2_147_483_647;

/** The server's time, as far as it decides what is muted: told anew when the next one is over. */
export function useMuteClock(rows: readonly Pick<ConversationRow, 'mutedUntil'>[]): number {
  const { link } = useSession();
  const [now, setNow] = useState(() => link.now());
  const next = Math.min(...rows.map(({ mutedUntil = 0 }) => mutedUntil).filter((until) => until > now));
  useEffect(() => {
    if (!Number.isFinite(next)) return;
    const timer = setTimeout(() => setNow(link.now()), Math.min(LONGEST_MS, Math.max(0, next - link.now()) + 1));
    return () => clearTimeout(timer);
  }, [link, next, now]);
  return now;
}
