import { words } from '../../words';
import type { Current } from '../life';
import { Timer } from './Timer';

/** How far the call is. */
export function Status({ current }: { current: Exclude<Current, { phase: 'ended' }> }) {
  switch (current.phase) {
    case 'calling':
      return words.call.progress[current.progress];
    case 'connecting':
      return words.call.connecting;
    case 'talking':
      return current.interrupted ? words.call.interrupted : <Timer since={current.since} />;
    default:
      return current satisfies never;
  }
}
