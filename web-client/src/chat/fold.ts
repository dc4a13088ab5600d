import type { Table } from 'dexie';
import type { StoredMessage } from '../protocol';
import { type Change, changed, type Changes, isChange, isTakenBack, type Message, noChanges, placeOf, takenBack, withChange } from './changes';

interface Tables {
  readonly messages: Table<Message>;
  readonly changes: Table<Changes>;
}

interface Folded {
  /** Messages as they stand now: those that came, and those that a change was about. */
  readonly touched: ReadonlyMap<string, Message>;
  /** Changes that count, until a later one comes. */
  readonly counting: readonly Change[];
}

/**
 * Keeps messages, and what was done to messages: to these, to earlier ones, and to some that are yet to come here. `further`
 * are changes that keep no place. Within a transaction over both tables.
 */
export async function fold(tables: Tables, conversation: string, stored: readonly StoredMessage[], further: readonly StoredMessage[]): Promise<Folded> {
  const said = [...stored, ...further].filter(isChange);
  const messages = stored.filter((each) => !isChange(each));
  const known = await changesOf(tables.changes, conversation, [...said.map(({ target }) => target), ...messages.map(({ message }) => message)]);
  const changes = new Map(known);
  const of = (target: string) => changes.get(target) ?? noChanges(conversation, target);
  for (const change of said) changes.set(change.target, withChange(of(change.target), change));
  // It may come once more with its words, from before it was taken back.
  for (const each of messages) if (isTakenBack(each)) changes.set(each.message, takenBack(of(each.message)));
  await tables.changes.bulkPut([...changes].filter(([target, each]) => known.get(target) !== each).map(([, each]) => each));

  const touched = new Map<string, Message>(messages.map((each) => [each.message, changed(each, changes.get(each.message))]));
  const elsewhere = [...new Set(said.map(({ target }) => target))].filter((target) => !touched.has(target));
  for (const each of await messagesOf(tables.messages, conversation, elsewhere)) touched.set(each.message, changed(each, changes.get(each.message)));
  await tables.messages.bulkPut([...touched.values(), ...stored.filter(isChange).map(placeOf)]);
  return { touched, counting: said.filter((change) => counts(changes.get(change.target), change)) };
}

/** Messages by their ids, as many of them as are here. */
export async function messagesOf(messages: Table<Message>, conversation: string, ids: readonly string[]): Promise<Message[]> {
  if (ids.length === 0) return [];
  return messages.where('[conversation+message]').anyOf(ids.map((id) => [conversation, id])).toArray();
}

async function changesOf(changes: Table<Changes>, conversation: string, targets: readonly string[]): Promise<Map<string, Changes>> {
  const found = targets.length === 0 ? [] : await changes.bulkGet([...new Set(targets)].map((target) => [conversation, target]));
  return new Map(found.flatMap((each) => (each ? [[each.target, each]] : [])));
}

function counts(changes: Changes | undefined, { kind, from, seq }: Change): boolean {
  if (kind === 'unsend') return true;
  return seq === (kind === 'edit' ? changes?.edit?.seq : changes?.reactions[from]?.seq);
}
