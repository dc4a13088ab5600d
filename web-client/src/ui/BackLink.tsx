import { hrefOf, type Route } from '../app/router';
import { words } from '../words';
import { Icon } from './Icon';

/** The way back to the list, where list and detail share one column. */
export function BackLink({ to }: { to: Route }) {
  return (
    <a className="back" href={hrefOf(to)} aria-label={words.back}>
      <Icon name="back" />
    </a>
  );
}
