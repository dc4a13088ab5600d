import { hrefOf, type Route } from '../app/router';
import { words } from '../app/words';

/** The way back to the list, where list and detail share one column. */
export function BackLink({ to }: { to: Route }) {
  return (
    <a className="back" href={hrefOf(to)} aria-label={words.back}>
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
        <path d="M15 5l-7 7 7 7" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    </a>
  );
}
