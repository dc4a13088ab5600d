import { hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { Icon } from '../../ui/Icon';
import { words } from '../../words';
import type { Policy } from '../policy';
import { quietAt } from '../quiet';
import { sayEnd } from './says';
import { useNow } from './useNow';

/** Below every list while do not disturb holds, so that nobody wonders why nothing rings. */
export function QuietMark() {
  const { policies } = useSession();
  const { policy } = useStore(policies);
  return policy ? <Mark policy={policy} /> : null;
}

function Mark({ policy }: { policy: Policy }) {
  const now = useNow();
  const quiet = quietAt(policy, now);
  if (quiet.kind === 'off') return null;
  const end = sayEnd(quiet, policy, now);
  return (
    <a className="quiet-mark" href={hrefOf({ screen: 'settings', section: 'quiet' })}>
      <Icon name="moon" size={16} />
      {end === undefined ? words.quiet.mark : words.quiet.markUntil(end)}
    </a>
  );
}
