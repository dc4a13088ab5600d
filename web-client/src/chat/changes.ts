import type { StoredMessage } from '../protocol';

/** What one person feels about a message; each has one to each. */
export interface Reaction {
  readonly from: string;
  readonly emoji: string;
}

/** A message as it stands now. One that was taken back has no `body`. */
export interface Message extends StoredMessage {
  /** When it got its present words, ms since the epoch; absent while they are the first ones. */
  editedAt?: number;
  /** The newest last. */
  reactions?: readonly Reaction[];
}

/** What is known of the changes of one message, also before that message is here. The highest `seq` of each counts. */
export interface Changes {
  conversation: string;
  target: string;
  takenBack?: boolean;
  edit?: { seq: number; at: number; body: string };
  /** By person; without an emoji it was taken back. */
  reactions: Record<string, { seq: number; emoji?: string }>;
}

export type Change = StoredMessage & { kind: 'edit' | 'unsend' | 'reaction'; target: string };

export const isChange = (stored: StoredMessage): stored is Change =>
  stored.target !== undefined && ['edit', 'unsend', 'reaction'].includes(stored.kind);

/** Whether a stored entry is a message in people's eyes, rather than a change to another one. */
export const isMessage = ({ kind }: StoredMessage): boolean =>
  kind !== 'edit' && kind !== 'unsend' && kind !== 'reaction' && kind !== 'hidden';

const WRITTEN: readonly string[] = ['text', 'image', 'voice', 'video', 'file'] satisfies StoredMessage['kind'][];

export const isTakenBack = ({ kind, body }: StoredMessage): boolean => body === undefined && WRITTEN.includes(kind);

/** Whether it is something of the other that one would want to read. */
export const isToRead = (message: StoredMessage, me: string): boolean =>
  message.from !== me && isMessage(message) && message.kind !== 'left' && !isTakenBack(message);

export const noChanges = (conversation: string, target: string): Changes => ({ conversation, target, reactions: {} });

/** Adds one change. The same ones in any order, and as often as they come, lead to the same. */
export function withChange(before: Changes, change: Change): Changes {
  const { kind, seq, at, from, body } = change;
  switch (kind) {
    case 'unsend':
      return takenBack(before);
    case 'edit':
      // Without words it is an edit of something that was taken back since; that is told by itself.
      if (before.takenBack || body === undefined || seq <= (before.edit?.seq ?? 0)) return before;
      return { ...before, edit: { seq, at, body } };
    case 'reaction': {
      if (seq <= (before.reactions[from]?.seq ?? 0)) return before;
      return { ...before, reactions: { ...before.reactions, [from]: { seq, ...(body ? { emoji: body } : {}) } } };
    }
    default:
      return kind satisfies never;
  }
}

/** For good: the words of its edits are not kept either. */
export function takenBack({ edit: _, ...before }: Changes): Changes {
  return { ...before, takenBack: true };
}

/** The message with what was done to it. */
export function changed(message: Message, changes: Changes | undefined): Message {
  if (!changes) return message;
  const { body, editedAt: _, reactions: __, ...rest } = message;
  if (changes.takenBack) return rest;
  const { edit } = changes;
  const bySeq = Object.entries(changes.reactions).sort(([, one], [, other]) => one.seq - other.seq);
  const reactions = bySeq.flatMap(([from, { emoji }]) => (emoji === undefined ? [] : [{ from, emoji }]));
  return {
    ...rest,
    ...(edit ? { body: edit.body, editedAt: edit.at } : body === undefined ? {} : { body }),
    ...(reactions.length > 0 ? { reactions } : {}),
  };
}

/** What is kept in the place of a change: its words stand with its message, and go with it. */
export function placeOf({ body: _, ...change }: Change): StoredMessage {
  return change;
}
