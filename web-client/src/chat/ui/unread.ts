import { useEffect } from 'react';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { words } from '../../words';
import { MOST_UNREAD } from '../db';
import { isMuted } from '../muted';
import { useMuteClock } from './useMuteClock';

/** Above so many a number says no more than "many". */
export const shortCount = (count: number): string => (count >= MOST_UNREAD ? `${MOST_UNREAD - 1}+` : `${count}`);

/** Of all conversations that are neither muted nor put away. */
export function useUnread(): number {
  const { chat } = useSession();
  const conversations = useStore(chat.conversations) ?? [];
  const now = useMuteClock(conversations);
  return conversations.filter((each) => !each.archived && !isMuted(each, now)).reduce((sum, { unread }) => sum + unread, 0);
}

/** Says it where people look while they are elsewhere: in the name of the tab, and on its picture. */
export function useUnreadTitle(title: string, unread: number): void {
  useEffect(() => {
    document.title = unread > 0 ? words.chats.unreadTitle(shortCount(unread), title) : title;
  }, [title, unread]);
  const some = unread > 0;
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (icon) icon.href = some ? '/icon-unread.svg' : '/icon.svg';
  }, [some]);
}
