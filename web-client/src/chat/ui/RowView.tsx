import { words } from '../../words';
import { Bubble, type BubbleActions } from './Bubble';
import type { Row } from './rows';
import { dayMark } from './times';

interface Props extends BubbleActions {
  readonly row: Row;
  readonly name: string;
  readonly unfolded: boolean;
  readonly tabbable: boolean;
  readonly pointed: boolean;
}

/** One line of a conversation. */
export function RowView({ row, ...rest }: Props) {
  switch (row.kind) {
    case 'day':
      return <p className="divider">{dayMark(row.at)}</p>;
    case 'left':
      return <p className="divider">{words.conversation.leftMark(rest.name)}</p>;
    case 'unread':
      return <p className="divider unread-mark">{words.conversation.unread(row.count)}</p>;
    case 'message':
    case 'waiting':
      return <Bubble row={row} {...rest} />;
    default:
      return row satisfies never;
  }
}
