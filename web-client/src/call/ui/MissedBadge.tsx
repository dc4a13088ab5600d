import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { words } from '../../words';

const MOST = 99;

/** How many calls were missed and requests came since somebody looked. */
export function MissedBadge() {
  const { missed, asked } = useStore(useSession().history);
  const count = missed + asked;
  if (count === 0) return null;
  const said = [missed > 0 && words.calls.missed(missed), asked > 0 && words.requests.count(asked)].filter(Boolean).join(', ');
  return (
    <span className="badge tab-badge call-missed-badge">
      <span aria-hidden="true">{count > MOST ? `${MOST}+` : count}</span>
      <span className="visually-hidden">{said}</span>
    </span>
  );
}
