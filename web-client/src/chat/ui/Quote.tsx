import { words } from '../../words';
import type { StandingMessage } from '../standing';
import { bodyOf } from './bodyOf';
import { shortened } from './preview';

interface Props {
  readonly id: string;
  /** Undefined where it is not on this device. */
  readonly quoted: StandingMessage | undefined;
  readonly writer: string;
  readonly onJump: (message: string) => void;
}

/** The message that is answered, in short; it leads there. */
export function Quote({ id, quoted, writer, onJump }: Props) {
  const text = quoted ? shortened(bodyOf(quoted)) : words.conversation.earlierMessage;
  const label = quoted ? words.conversation.quote(writer, text) : words.conversation.quoteAway;
  return (
    <button type="button" className="quote" aria-label={label} onClick={() => onJump(id)}>
      {quoted && <bdi className="quote-writer">{writer}</bdi>}
      <span className="quote-text" dir="auto">
        {text}
      </span>
    </button>
  );
}
