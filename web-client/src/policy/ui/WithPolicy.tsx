import { type ReactNode, useEffect } from 'react';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { Skeleton } from '../../ui/Skeleton';
import { words } from '../../words';
import type { Policy } from '../policy';
import { SaveState } from './SaveState';

interface Props {
  readonly children: (policy: Policy) => ReactNode;
  /** Where and from when on a change counts. */
  readonly where?: string;
}

/** A page that shows the policy as it is, and says how far what was changed on it has come. */
export function WithPolicy({ children, where = words.policy.everywhere }: Props) {
  const { policies } = useSession();
  const { policy, unread } = useStore(policies);
  // Another device may have changed it since.
  useEffect(() => void policies.load(), [policies]);
  if (!policy && !unread) return <Skeleton rows={4} />;
  if (!policy) {
    return (
      <div className="card" role="alert">
        <p>{words.policy.unread}</p>
        <div className="buttons">
          <button type="button" onClick={() => void policies.load()}>
            {words.policy.again}
          </button>
        </div>
      </div>
    );
  }
  return (
    <>
      {children(policy)}
      <p className="hint">{where}</p>
      <SaveState />
    </>
  );
}
