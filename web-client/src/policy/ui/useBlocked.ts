import { useCallback, useEffect } from 'react';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';

/** Whom this person has blocked, read when a screen first asks. */
export function useBlocked(): (address: string) => boolean {
  const { blocklist } = useSession();
  const { people, failed } = useStore(blocklist);
  const unasked = people === undefined && !failed;
  useEffect(() => {
    if (unasked) void blocklist.load();
  }, [blocklist, unasked]);
  return useCallback((address) => people?.some((each) => each.address === address) ?? false, [people]);
}
