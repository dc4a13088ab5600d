import type { Message, Reaction } from './changes';
import type { ChangeFrame, OutboxRow } from './db';

/** A message as this person has wanted it, though the server has not acknowledged all of it yet. */
export interface StandingMessage extends Message {
  /** Other words of it wait to be sent. */
  readonly waits?: boolean;
}

type ChangeRow = OutboxRow & { frame: ChangeFrame };

export const isChangeRow = (row: OutboxRow): row is ChangeRow => 'target' in row.frame;

/** The message that one of ours answers or changes. */
export function aboutOf(row: OutboxRow): string | undefined {
  if (isChangeRow(row)) return row.frame.target;
  return row.frame.type === 'msg:send' ? row.frame.replyTo : undefined;
}

/** A change that is shown in the message that it is about, rather than for itself. */
const isUnderWay = (row: OutboxRow): row is ChangeRow => isChangeRow(row) && row.failed === undefined;

/** Shows at once what waits in the outbox: changes in their messages, the rest as it is. */
export class Standing {
  readonly #me: string;
  readonly #changes = new Map<string, ChangeFrame[]>();
  /** What has a line of its own: messages, and changes that were refused. */
  readonly waiting: readonly OutboxRow[];

  constructor(outbox: readonly OutboxRow[], me: string) {
    this.#me = me;
    for (const { frame } of outbox.filter(isUnderWay)) this.#changes.set(frame.target, [...(this.#changes.get(frame.target) ?? []), frame]);
    this.waiting = outbox.filter((row) => !isUnderWay(row)).flatMap((row) => this.#own(row));
  }

  of(message: Message): StandingMessage {
    const changes = this.#changes.get(message.message);
    if (!changes) return message;
    const waits = changes.some(({ type }) => type === 'msg:edit');
    return { ...changes.reduce((before, change) => this.#with(before, change), message), waits };
  }

  all(messages: readonly Message[]): readonly StandingMessage[] {
    return this.#changes.size === 0 ? messages : messages.map((each) => this.of(each));
  }

  #with(message: Message, change: ChangeFrame): Message {
    const { body: _, editedAt: __, reactions = [], ...rest } = message;
    switch (change.type) {
      case 'msg:unsend':
        return rest;
      case 'msg:edit':
        return message.body === undefined ? message : { ...message, body: change.body, editedAt: message.editedAt ?? message.at };
      case 'msg:react': {
        const mine: readonly Reaction[] = change.emoji === undefined ? [] : [{ from: this.#me, emoji: change.emoji }];
        return { ...message, reactions: [...reactions.filter(({ from }) => from !== this.#me), ...mine] };
      }
      default:
        return change satisfies never;
    }
  }

  /** One of ours that is on its way itself, and is to be another one as soon as it has arrived. */
  #own(row: OutboxRow): OutboxRow[] {
    const { frame } = row;
    const changes = this.#changes.get(row.clientId);
    if (!changes || frame.type !== 'msg:send') return [row];
    if (changes.some(({ type }) => type === 'msg:unsend')) return [];
    const edit = changes.findLast((change) => change.type === 'msg:edit');
    return [edit ? { ...row, frame: { ...frame, body: edit.body } } : row];
  }
}
