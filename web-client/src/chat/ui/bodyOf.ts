import { words } from '../../words';
import type { StoredMessage } from '../../protocol';
import type { SequencedFrame } from '../db';

/** What a message says in words; an honest sentence for the kinds that this version does not show. */
export function bodyOf(message: StoredMessage): string {
  if (message.kind === 'text') return message.body ?? '';
  const kinds: Partial<Record<string, string>> = words.conversation.kind;
  return kinds[message.kind] ?? words.conversation.kind.other;
}

/** The same for one of ours that is not acknowledged yet. */
export const textOf = (frame: SequencedFrame): string => ('body' in frame ? frame.body : words.conversation.kind.other);
