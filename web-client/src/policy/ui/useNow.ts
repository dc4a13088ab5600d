import { useEffect, useState } from 'react';
import { useSession } from '../../app/sessionContext';

const EVERY_MS = 10_000;

/** The server's time, which decides whether a window holds; it goes on while somebody looks. */
export function useNow(): number {
  const { link } = useSession();
  const [now, setNow] = useState(() => link.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(link.now()), EVERY_MS);
    return () => clearInterval(timer);
  }, [link]);
  return now;
}
