import { useEffect } from 'react';
import { isCovered } from '../../app/router';
import type { ConversationView } from '..';

/** What was before somebody's eyes counts as read once this page is in front of them. `here` is the newest that has arrived. */
export function useMarkRead(conversation: ConversationView, seenUpTo: number, here: number): void {
  useEffect(() => {
    if (seenUpTo === 0) return;
    const look = () => {
      if (document.visibilityState === 'visible' && document.hasFocus() && !isCovered()) conversation.markRead(seenUpTo).catch(reportError);
    };
    look();
    globalThis.addEventListener('focus', look);
    globalThis.addEventListener('hashchange', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      globalThis.removeEventListener('focus', look);
      globalThis.removeEventListener('hashchange', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [conversation, seenUpTo, here]);
}
