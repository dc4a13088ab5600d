import { useMemo } from 'react';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { type CallRequest, requestsOf } from '../requests';
import { useBlocked } from './useBlocked';

/** Requests to call that wait for an answer. */
export function useRequests(): readonly CallRequest[] {
  const { history, contacts, dismissed } = useSession();
  const { calls } = useStore(history);
  const { people } = useStore(contacts);
  const putAway = useStore(dismissed);
  const isBlocked = useBlocked();
  return useMemo(
    () =>
      requestsOf(calls ?? [], {
        isAnswered: (peer) => people.some(({ address }) => address === peer) || isBlocked(peer),
        dismissedUpTo: (peer) => putAway.get(peer) ?? 0,
      }),
    [calls, people, putAway, isBlocked],
  );
}
