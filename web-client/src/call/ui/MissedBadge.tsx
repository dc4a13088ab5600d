import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { words } from '../../words';

const MOST = 99;

/** How many calls were missed since somebody looked. */
export function MissedBadge() {
  const { missed } = useStore(useSession().history);
  if (missed === 0) return null;
  return (
    <span className="badge tab-badge call-missed-badge">
      <span aria-hidden="true">{missed > MOST ? `${MOST}+` : missed}</span>
      <span className="visually-hidden">{words.calls.missed(missed)}</span>
    </span>
  );
}
