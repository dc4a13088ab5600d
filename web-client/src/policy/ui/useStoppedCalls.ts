import { useEffect } from 'react';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { stopsCalls } from '../policy';

const EVERY_MS = 60_000;

/**
 * No frame tells this person of a call that their own policy stopped. Whoever has such a policy learns of requests and refused
 * calls from the history, while the page is looked at.
 */
export function useStoppedCalls(): void {
  const { policies, history } = useSession();
  const { policy } = useStore(policies);
  const stops = policy !== undefined && stopsCalls(policy);
  useEffect(() => {
    if (!stops) return;
    const look = () => {
      if (document.visibilityState === 'visible') history.refresh();
    };
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [history, stops]);
}
