import type { Transaction } from 'dexie';
import { type Changes, isChange, type Message } from './changes';
import type { ConversationRow, OutboxRow } from './db';
import { fold } from './fold';

/** Version 1 kept changes as they came, beside the messages, and did not know what of the outbox had gone out. */
export async function upgradeToChanges(transaction: Transaction): Promise<void> {
  const messages = transaction.table<Message>('messages');
  const conversations = transaction.table<ConversationRow>('conversations');
  const said = await messages.filter((each) => isChange(each)).toArray();
  for (const row of said.length > 0 ? await conversations.toArray() : []) {
    const own = said.filter(({ conversation }) => conversation === row.conversation);
    const { touched } = await fold({ messages, changes: transaction.table<Changes>('changes') }, row.conversation, own, []);
    const last = touched.get(row.last?.message ?? '');
    if (last) await conversations.update(row.conversation, { last });
  }
  await transaction.table<OutboxRow>('outbox').toCollection().modify({ tried: true });
}
