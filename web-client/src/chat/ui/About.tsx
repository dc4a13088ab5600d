import { useStore } from '../../app/useStore';
import { Icon } from '../../ui/Icon';
import { IconButton } from '../../ui/IconButton';
import { words } from '../../words';
import type { ConversationView } from '..';
import type { Answering } from '../answering';
import { bodyOf } from './bodyOf';
import { shortened } from './preview';

interface Props {
  readonly id: string;
  readonly conversation: ConversationView;
  readonly answering: Answering;
  readonly name: string;
  readonly onStop: () => void;
}

/** Over the composer: which message is answered or edited, and the way out of it. */
export function About({ id, conversation, answering, name, onStop }: Props) {
  const isEdit = answering.to === 'edit';
  const message = useStore(conversation)?.messages.find((each) => !isEdit && each.message === answering.message);
  const title = isEdit ? words.conversation.editing : message?.from === conversation.peer ? words.conversation.replyTo(name) : words.conversation.replyToYourself;
  const text = isEdit ? answering.body : message ? bodyOf(message) : words.conversation.earlierMessage;
  return (
    <div className="about">
      <Icon name={isEdit ? 'edit' : 'reply'} size={20} />
      <p id={id} className="about-text">
        <span className="quote-writer">{title}</span>
        <span className="quote-text" dir="auto">
          {shortened(text)}
        </span>
      </p>
      <IconButton icon="close" label={isEdit ? words.conversation.cancelEdit : words.conversation.cancelReply} onClick={onStop} />
    </div>
  );
}
