import type { ChatDb, ConversationRow } from './db';

/**
 * Takes away what somebody deleted for themselves: everything of the conversation up to this place, and what is known of
 * changes to it. The row becomes what is left. Within a transaction over messages and changes.
 */
export async function clear({ messages, changes }: ChatDb, row: ConversationRow, upTo: number): Promise<void> {
  const { conversation } = row;
  await messages.where('[conversation+seq]').between([conversation, 0], [conversation, upTo], true, true).delete();
  const left = await messages.where('[conversation+seq]').between([conversation, 0], [conversation, Infinity]).toArray();
  const ids = new Set(left.map(({ message }) => message));
  // What came too early for its message comes again: it stands above a hole, and that is read anew.
  await changes
    .where('[conversation+target]')
    .between([conversation, ''], [conversation, '\uffff'])
    .filter(({ target }) => !ids.has(target))
    .delete();
  row.clearedUpTo = upTo;
  row.from = Math.max(row.from, upTo + 1);
  row.upTo = Math.max(row.upTo, upTo);
  row.lastSeq = Math.max(row.lastSeq, upTo);
  if (row.last && row.last.seq <= upTo) delete row.last;
  if (row.reaction && !ids.has(row.reaction.target)) delete row.reaction;
  // Its place in the list goes with what it was about.
  row.lastAt = row.last?.at ?? 0;
}
