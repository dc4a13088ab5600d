import { words } from '../../words';
import { Bubble, type BubbleActions } from './Bubble';
import type { Row } from './rows';
import { dayMark } from './times';

interface Props extends BubbleActions {
  readonly row: Row;
  readonly name: string;
  readonly unfolded: boolean;
  readonly tabbable: boolean;
}

/** One line of a conversation. */
export function RowView({ row, name, ...rest }: Props) {
  switch (row.kind) {
    case 'day':
      return <p className="divider">{dayMark(row.at)}</p>;
    case 'unread':
      return <p className="divider unread-mark">{words.conversation.unread(row.count)}</p>;
    case 'message':
    case 'waiting':
      return <Bubble row={row} writer={words.conversation.says(row.mine ? words.conversation.you : name, '')} {...rest} />;
    default:
      return row satisfies never;
  }
}
