import { CallLayer } from '../call/ui/CallLayer';
import type { Session } from './session';
import { SessionContext } from './sessionContext';
import { Shell } from './Shell';

/** The page of somebody who is somebody: everything but the way there. */
export function Running({ session }: { session: Session }) {
  return (
    <SessionContext value={session}>
      <Shell />
      <CallLayer store={session.calls} />
    </SessionContext>
  );
}
