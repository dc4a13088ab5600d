import { useEffect, useEffectEvent, useRef } from 'react';
import { words } from '../../words';
import type { SearchState } from '../searching';

/** So far before the end is in view, the next page is fetched. */
const EARLY = '600px';

interface Props {
  readonly state: SearchState['more'];
  /** How many stand above. */
  readonly count: number;
  readonly onMore: () => void;
}

/** The end of what was found so far: whoever comes near it gets more; by keyboard and after a failure it is a button. */
export function MoreResults({ state, count, onMore }: Props) {
  const end = useRef<HTMLDivElement>(null);
  const come = useEffectEvent(() => {
    if (state === 'some') onMore();
  });
  useEffect(() => {
    const element = end.current;
    if (!element || !('IntersectionObserver' in globalThis)) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && come(), { root: element.closest('.scroll'), rootMargin: EARLY });
    observer.observe(element);
    return () => observer.disconnect();
  }, [count]);
  if (state === 'none') return null;
  return (
    <div ref={end} className="results-note results-more">
      {state === 'loading' ? (
        <p role="status">{words.search.loading}</p>
      ) : (
        <button type="button" onClick={onMore}>
          {state === 'failed' ? words.search.again : words.search.more}
        </button>
      )}
    </div>
  );
}
