import type { Link } from '../../protocol';
import { isTakenBack } from '../changes';
import type { ConversationState } from '../conversation';
import { isChangeRow } from '../standing';
import type { MessageRow, WaitingRow } from './rows';

/** What can be done with a message. */
export type Deed = 'react' | 'reply' | 'edit' | 'copy' | 'unsend' | 'remove';

/** For how long the author of a message changes it. What is later, the server refuses. */
export interface Windows {
  readonly editMs: number;
  readonly unsendMs: number;
}

/** As servers have it unless their operator wants it otherwise (PROTOCOL, "Messages"). */
export const USUAL: Windows = { editMs: 15 * 60_000, unsendMs: 48 * 3_600_000 };

/** As this server has told us. */
export function windowsOf({ state }: Pick<Link, 'state'>): Windows {
  if (state.phase !== 'ready') return USUAL;
  const { editMs = USUAL.editMs, unsendMs = USUAL.unsendMs } = state.limits;
  return { editMs, unsendMs };
}

/** Whether there is anything to do with it, whatever the time. */
export const hasDeeds = (row: MessageRow | WaitingRow): boolean => deedsOf(row, 0, USUAL).length > 0;

/** In the order of the menu; none where there is nothing to do. */
export function deedsOf(row: MessageRow | WaitingRow, now: number, { editMs, unsendMs }: Windows): readonly Deed[] {
  if (row.kind === 'waiting') {
    if (isChangeRow(row.waiting)) return row.waiting.frame.type === 'msg:edit' ? ['copy'] : [];
    return row.fixed ? ['copy', 'remove'] : ['edit', 'copy', 'remove'];
  }
  const { message, mine } = row;
  if (message.kind === 'call' || isTakenBack(message)) return [];
  const isText = message.kind === 'text';
  if (row.fixed) return isText ? ['copy'] : [];
  const age = now - message.at;
  return [
    'react',
    'reply',
    ...(isText && mine && age < editMs ? (['edit'] as const) : []),
    ...(isText ? (['copy'] as const) : []),
    ...(mine && age < unsendMs ? (['unsend'] as const) : []),
  ];
}

/** The newest text of one's own, if it can still be changed: what one meant a moment ago. */
export function lastToEdit(
  { messages, waiting }: ConversationState,
  me: string,
  now: number,
  { editMs }: Windows,
): { clientId: string; body: string } | undefined {
  const unsent = waiting.findLast((row) => !isChangeRow(row));
  if (unsent?.frame.type === 'msg:send') return { clientId: unsent.clientId, body: unsent.frame.body };
  const sent = messages.findLast((each) => each.from === me && each.kind === 'text' && each.body !== undefined);
  if (sent?.body === undefined || now - sent.at >= editMs) return undefined;
  return { clientId: sent.clientId, body: sent.body };
}

/** Whether trying again could come to something else. */
export const isFinal = (code: string): boolean => ['edit_window_over', 'bad_state', 'no_such_message', 'forbidden', 'account_deleted'].includes(code);
