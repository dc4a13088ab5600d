import { useAction } from '../../app/useAction';
import { Problem } from '../../ui/Field';
import { words } from '../../words';
import type { ConversationView } from '..';
import type { StandingMessage } from '../standing';

interface Props {
  readonly message: StandingMessage;
  readonly conversation: ConversationView;
  /** Of the other. */
  readonly name: string;
}

/** What each of the two feels about a message; one's own is taken back by touching it. */
export function Reactions({ message, conversation, name }: Props) {
  const { problem, run } = useAction();
  const { peer } = conversation;
  return (
    <>
      <ul className="reactions">
        {message.reactions?.map(({ from, emoji }) => (
          <li key={from}>
            {from === peer ? (
              <span className="reaction" role="img" aria-label={words.conversation.reacted(name, emoji)} title={words.conversation.reacted(name, emoji)}>
                {emoji}
              </span>
            ) : (
              <button
                type="button"
                className="reaction own"
                aria-label={words.conversation.ownReaction(emoji)}
                title={words.conversation.ownReaction(emoji)}
                onClick={() => run(() => conversation.react(message.message, undefined))}
              >
                {emoji}
              </button>
            )}
          </li>
        ))}
      </ul>
      <Problem text={problem} />
    </>
  );
}
