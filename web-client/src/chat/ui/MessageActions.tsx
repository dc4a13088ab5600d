import { useRef, useState } from 'react';
import { useSession } from '../../app/sessionContext';
import { Confirm } from '../../ui/Confirm';
import { words } from '../../words';
import type { ConversationView } from '..';
import { bodyOf, textOf } from './bodyOf';
import { deedsOf, windowsOf } from './deeds';
import { type Choice, MessageMenu } from './MessageMenu';
import { ReactionPicker } from './ReactionPicker';
import type { MessageRow, WaitingRow } from './rows';

/** A message that something is to be done with, and the element that it stands at. */
export interface Chosen {
  readonly row: MessageRow | WaitingRow;
  readonly at: HTMLElement;
}

interface Props extends Chosen {
  readonly conversation: ConversationView;
  readonly name: string;
  readonly run: (action: () => Promise<unknown>) => void;
  readonly onCopy: (text: string) => void;
  readonly onClose: () => void;
}

/** What can be done with a message, and what is asked on the way. */
export function MessageActions({ row, at, conversation, name, run, onCopy, onClose }: Props) {
  const { link } = useSession();
  const [step, setStep] = useState<'menu' | 'emoji' | 'sure'>('menu');
  const [deeds] = useState(() => deedsOf(row, link.now(), windowsOf(link)));
  const chosen = useRef<Choice>(undefined);
  const message = row.kind === 'message' ? row.message : undefined;
  const clientId = message?.clientId ?? row.key;
  const text = row.kind === 'message' ? bodyOf(row.message) : textOf(row.waiting.frame);
  const own = message?.reactions?.find(({ from }) => from === link.address)?.emoji;

  const react = (emoji: string) => {
    if (message) run(() => conversation.react(message.message, emoji === own ? undefined : emoji));
  };
  const choose = (choice: Choice) => {
    chosen.current = choice;
    if (choice === 'copy') onCopy(text);
    else if (choice === 'edit') conversation.answering.edit(clientId, text);
    else if (choice === 'reply' && message) conversation.answering.reply(message.message);
    else if (choice === 'remove') run(() => conversation.unsend(clientId));
  };
  const back = () => at.closest('.turn')?.querySelector<HTMLElement>('.turn-more')?.focus({ preventScroll: true });
  const close = () => {
    back();
    onClose();
  };
  const closeMenu = () => {
    // The composer takes the focus itself.
    if (chosen.current === 'edit' || chosen.current === 'reply') onClose();
    else if (chosen.current === 'emoji') setStep('emoji');
    else if (chosen.current === 'unsend') {
      // The dialog gives the focus back to where it was; the button may be gone by then.
      at.closest<HTMLElement>('.turn')?.focus({ preventScroll: true });
      setStep('sure');
    } else close();
  };

  switch (step) {
    case 'menu':
      return <MessageMenu at={at} deeds={deeds} own={own} onReact={react} onChoose={choose} onClose={closeMenu} />;
    case 'emoji':
      return (
        <ReactionPicker
          at={at}
          onPick={(emoji) => {
            react(emoji);
            close();
          }}
          onClose={close}
        />
      );
    case 'sure':
      return (
        <Confirm
          title={words.conversation.sureUnsend}
          text={words.conversation.unsendText(name)}
          action={words.conversation.unsend}
          onConfirm={() => run(() => conversation.unsend(clientId))}
          onClose={onClose}
        />
      );
    default:
      return step satisfies never;
  }
}
