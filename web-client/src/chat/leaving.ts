import type { StoredMessage } from '../protocol';
import type { ChatDb, ConversationRow } from './db';

/**
 * Takes away what the other has said and felt, since they have deleted their account: their messages stay as taken back. The
 * row becomes what is left. Within a transaction over messages and changes.
 */
export async function leave({ messages, changes }: ChatDb, row: ConversationRow): Promise<void> {
  const { conversation, peer } = row;
  const theirs = new Set<string>();
  await messages.where('[conversation+seq]').between([conversation, 0], [conversation, Infinity]).modify((message) => {
    if (message.from === peer) {
      theirs.add(message.message);
      delete message.body;
      delete message.editedAt;
    }
    const reactions = message.reactions?.filter(({ from }) => from !== peer) ?? [];
    if (reactions.length > 0) message.reactions = reactions;
    else delete message.reactions;
  });
  await changes.where('[conversation+target]').between([conversation, ''], [conversation, '\uffff']).modify((change) => {
    const { [peer]: _, ...reactions } = change.reactions;
    change.reactions = reactions;
    if (!theirs.has(change.target)) return;
    delete change.edit;
    change.takenBack = true;
  });
  row.left = true;
  delete row.reaction;
  if (row.last?.from === peer) {
    const { body: _, editedAt: __, reactions: ___, ...last } = row.last;
    row.last = last;
  }
}

/** What somebody who has left has said may still be under way from when they were there. */
export const unsaid = (row: ConversationRow | undefined, given: readonly StoredMessage[]): readonly StoredMessage[] =>
  row?.left === true ? given.map(({ body, ...rest }) => (rest.from === row.peer || body === undefined ? rest : { ...rest, body })) : given;
