import { useEffect, useEffectEvent, useState } from 'react';

/** The address follows when somebody rests; browsers refuse to have it changed at each key. */
const REST_MS = 300;

/** What is typed into a search whose address says `asked`; `tell` puts it there. */
export function useQuery(asked: string, tell: (query: string) => void): readonly [query: string, setQuery: (query: string) => void] {
  const [query, setQuery] = useState(asked);
  const [seen, setSeen] = useState({ asked, told: asked });
  if (seen.asked !== asked) {
    setSeen({ ...seen, asked });
    // Somebody went back or elsewhere; what was typed here since it was told stays.
    if (asked !== seen.told) setQuery(asked);
  }
  const say = useEffectEvent(() => {
    setSeen((before) => ({ ...before, told: query }));
    tell(query);
  });
  useEffect(() => {
    if (query === asked) return;
    const timer = setTimeout(() => say(), REST_MS);
    return () => clearTimeout(timer);
  }, [query, asked]);
  return [query, setQuery];
}
