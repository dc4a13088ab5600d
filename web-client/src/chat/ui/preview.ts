import type { StoredMessage } from '../../protocol';
import { words } from '../../words';
import { isTakenBack } from '../changes';
import type { ConversationSummary } from '../db';
import { bodyOf, textOf } from './bodyOf';
import { type MessageState, stateOf } from './rows';

/** What the list says of a conversation, by what matters most at the moment. */
export interface Preview {
  readonly kind: 'typing' | 'draft' | 'missed' | 'message' | 'gone' | 'none';
  readonly text: string;
  /** For what is mine: how far it has come. */
  readonly state?: MessageState;
}

/** What goes on beside what was said, and whether this person is shown what the other has read. */
interface Now {
  readonly typing: boolean;
  readonly draft: string;
  readonly receipts: boolean;
}

export function previewOf(summary: ConversationSummary, { typing, draft, receipts }: Now): Preview {
  const { last, waiting, reaction, peer } = summary;
  if (typing) return { kind: 'typing', text: words.chats.typing };
  if (waiting?.failed !== undefined) return { kind: 'message', text: textOf(waiting.frame), state: 'failed' };
  if (draft.trim() !== '') return { kind: 'draft', text: draft.trim() };
  if (waiting) return { kind: 'message', text: textOf(waiting.frame), state: 'waiting' };
  if (reaction && reaction.seq > (last?.seq ?? 0)) return { kind: 'message', text: words.chats.reacted(reaction.emoji) };
  if (!last) return { kind: 'none', text: '' };
  if (isTakenBack(last)) return { kind: 'gone', text: bodyOf(last) };
  if (last.kind === 'call') return { kind: last.from === peer ? 'missed' : 'message', text: callText(last, peer) };
  const text = bodyOf(last);
  return last.from === peer ? { kind: 'message', text } : { kind: 'message', text, state: stateOf(last.seq, summary, receipts) };
}

/** A call that nobody took, from where this person stands. */
export const callText = (call: StoredMessage, peer: string): string => (call.from === peer ? bodyOf(call) : words.conversation.notAnswered);

/** Enough of a message to be read out or shown in a line. */
const SHORT = 240;

/** What is read out when a message or a reaction comes in. */
export function announcementOf(message: StoredMessage, name: string): string {
  if (message.kind === 'reaction') return words.conversation.reacted(name, message.body ?? '');
  return words.conversation.says(name, shortened(bodyOf(message)));
}

export function shortened(body: string): string {
  const text = body.trim();
  return text.length > SHORT ? `${text.slice(0, SHORT)}…` : text;
}
