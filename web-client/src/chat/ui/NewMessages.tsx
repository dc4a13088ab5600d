import { useEffect, useRef, useState } from 'react';
import { routeOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useNames } from '../../people/ui/useNames';
import type { StoredMessage } from '../../protocol';
import { preferences } from '../../settings/preferences';
import { Chime } from '../chime';
import { announcementOf } from './preview';

/** What was read out need not be found later by somebody who goes through the page. */
const FORGET_MS = 10_000;

function isOpen(peer: string): boolean {
  const route = routeOf(location.hash);
  return route.screen === 'chat' && route.peer === peer;
}

/** Reads out and sounds what somebody else writes, wherever one is on the page. */
export function NewMessages() {
  const { chat } = useSession();
  const nameOf = useNames();
  const [newest, setNewest] = useState<StoredMessage>();
  const chime = useRef<Chime>(undefined);
  useEffect(() => {
    const made = new Chime();
    chime.current = made;
    return () => made.dispose();
  }, []);
  useEffect(
    () =>
      chat.onNews((message, muted) => {
        // Whoever has it before them wants to hear what is written.
        if (muted && !isOpen(message.from)) return;
        // A reaction is nothing that waits for an answer; a call has rung, or was not to be heard.
        if (!muted && message.kind !== 'reaction' && message.kind !== 'call' && preferences.getSnapshot().messageSound) chime.current?.play();
        // Somebody who does not have the page before them reads it when they come back.
        if (document.visibilityState === 'visible') setNewest(message);
      }),
    [chat],
  );
  useEffect(() => {
    if (!newest) return;
    const timer = setTimeout(() => setNewest(undefined), FORGET_MS);
    return () => clearTimeout(timer);
  }, [newest]);
  return (
    <div role="status" aria-live="polite" className="visually-hidden announcer">
      {newest && <p key={newest.message}>{announcementOf(newest, nameOf(newest.from))}</p>}
    </div>
  );
}
