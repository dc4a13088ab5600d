import { words } from '../../words';
import { MOST_UNREAD } from '../db';
import { shortCount } from './unread';

/** How many were not read; nothing when there are none. */
export function UnreadBadge({ count, className = '' }: { count: number; className?: string }) {
  if (count === 0) return null;
  return (
    <span className={`badge ${className}`}>
      <span aria-hidden="true">{shortCount(count)}</span>
      <span className="visually-hidden">{words.chats.unread(count, MOST_UNREAD)}</span>
    </span>
  );
}
