import type { StoredMessage } from '../../protocol';
import { words } from '../../words';
import type { ConversationSummary } from '../db';
import { bodyOf, textOf } from './bodyOf';
import type { MessageState } from './rows';

/** What the list says of a conversation, by what matters most at the moment. */
export interface Preview {
  readonly kind: 'typing' | 'draft' | 'missed' | 'message' | 'none';
  readonly text: string;
  /** For what is mine: how far it has come. */
  readonly state?: MessageState;
}

export function previewOf(summary: ConversationSummary, { typing, draft }: { typing: boolean; draft: string }): Preview {
  const { last, waiting, peer } = summary;
  if (typing) return { kind: 'typing', text: words.chats.typing };
  if (waiting?.failed !== undefined) return { kind: 'message', text: textOf(waiting.frame), state: 'failed' };
  if (draft.trim() !== '') return { kind: 'draft', text: draft.trim() };
  if (waiting) return { kind: 'message', text: textOf(waiting.frame), state: 'waiting' };
  if (!last) return { kind: 'none', text: '' };
  if (last.kind === 'call') return { kind: last.from === peer ? 'missed' : 'message', text: callText(last, peer) };
  const text = bodyOf(last);
  return last.from === peer ? { kind: 'message', text } : { kind: 'message', text, state: stateOf(summary, last.seq) };
}

/** A call that nobody took, from where this person stands. */
export const callText = ({ from }: StoredMessage, peer: string): string =>
  from === peer ? words.conversation.kind.call : words.conversation.notAnswered;

function stateOf({ peerReadUpTo, peerDeliveredUpTo }: ConversationSummary, seq: number): MessageState {
  if (seq <= peerReadUpTo) return 'read';
  return seq <= peerDeliveredUpTo ? 'delivered' : 'sent';
}

/** Enough of a message to be read out or shown in a line. */
const SHORT = 240;

/** What is read out when a message comes in. */
export function announcementOf(message: StoredMessage, name: string): string {
  const text = bodyOf(message).trim();
  return words.conversation.says(name, text.length > SHORT ? `${text.slice(0, SHORT)}…` : text);
}
