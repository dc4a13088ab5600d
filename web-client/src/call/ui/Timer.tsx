import { useEffect, useState } from 'react';
import { clock } from '../say';

/** How long one has been talking. Not announced: a screen reader would speak every second. */
export function Timer({ since }: { since: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(tick);
  }, []);
  return (
    <span role="timer" aria-live="off">
      {clock(now - since)}
    </span>
  );
}
