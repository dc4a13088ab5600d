import { useEffect } from 'react';
import { useSession } from '../../app/sessionContext';

/** Another device may have changed the policy since somebody last looked at the page; what others learn of them goes by it. */
export function useFreshPolicy(): void {
  const { policies } = useSession();
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void policies.load();
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [policies]);
}
