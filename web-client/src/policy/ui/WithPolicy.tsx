import { type ReactNode, useEffect } from 'react';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { Skeleton } from '../../ui/Skeleton';
import { words } from '../../words';
import type { Policy } from '../policy';
import { SaveState } from './SaveState';

/** A page that shows the policy as it is, and says how far what was changed on it has come. */
export function WithPolicy({ children }: { children: (policy: Policy) => ReactNode }) {
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
      <p className="hint">{words.policy.everywhere}</p>
      <SaveState />
    </>
  );
}
