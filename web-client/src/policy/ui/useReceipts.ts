import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { givesReceipts } from '../policy';

/** Whether this person is shown what others have read: whoever keeps it to themselves is not. */
export function useReceipts(): boolean {
  const { policies } = useSession();
  const { policy } = useStore(policies);
  return !policy || givesReceipts(policy);
}
