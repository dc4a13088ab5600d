import { words } from '../../words';
import type { StoredMessage } from '../../protocol';
import { isTakenBack } from '../changes';
import type { SequencedFrame } from '../db';

/** What a message says in words; an honest sentence for the kinds that this version does not show. */
export function bodyOf(message: StoredMessage): string {
  if (isTakenBack(message)) return words.conversation.takenBack;
  if (message.kind === 'text') return message.body ?? '';
  if (message.kind === 'call') return words.conversation.missedCall[message.media ?? 'audio'];
  const kinds: Partial<Record<string, string>> = words.conversation.kind;
  return kinds[message.kind] ?? words.conversation.kind.other;
}

/** The same for one of ours that is not acknowledged yet. */
export function textOf(frame: SequencedFrame): string {
  const { change } = words.conversation;
  switch (frame.type) {
    case 'msg:send':
    case 'msg:edit':
      return frame.body;
    case 'msg:unsend':
      return change.unsend;
    case 'msg:react':
      return frame.emoji === undefined ? change.unreact : change.react(frame.emoji);
    default:
      return frame satisfies never;
  }
}
