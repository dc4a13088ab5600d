import { useEffect } from 'react';
import { callActionOf } from '../shortcuts';
import type { CallStore } from '../store';

/** Keys of a call. Making it small is the matter of the dialog that covers the page. */
export function useCallKeys(store: CallStore, live: boolean): void {
  useEffect(() => {
    if (!live) return;
    const press = (event: KeyboardEvent) => {
      const { muted, camera, local } = store.getSnapshot();
      const action = callActionOf(event);
      if (!local || (action !== 'mute' && action !== 'camera')) return;
      event.preventDefault();
      if (action === 'mute') store.setMuted(!muted);
      else store.setCamera(!camera);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [store, live]);
}
