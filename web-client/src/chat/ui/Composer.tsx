import { type KeyboardEvent, useState } from 'react';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { words } from '../../words';
import { Problem } from '../../ui/Field';
import type { ConversationView } from '..';

/** PROTOCOL.md, Sizes; the server says its own number once we are connected. */
const BODY_BYTES = 16_384;

export function Composer({ conversation, typing }: { conversation: ConversationView; typing: (on: boolean) => void }) {
  const { link } = useSession();
  const [text, setText] = useState('');
  const { problem, setProblem, run } = useAction((error) => {
    reportError(error);
    return words.conversation.notKept;
  });

  const write = (next: string) => {
    setText(next);
    setProblem(undefined);
    typing(next.trim() !== '');
  };

  const send = (): void => {
    const body = text.trim();
    if (body === '') return;
    const most = link.state.phase === 'ready' ? link.state.limits.bodyBytes : BODY_BYTES;
    if (new TextEncoder().encode(body).length > most) return setProblem(words.conversation.tooLong);
    write('');
    run(() =>
      conversation.sendText(body).catch((error: unknown) => {
        setText((written) => written || body);
        throw error;
      }),
    );
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // Enter ends a composition (Chinese, Japanese, …) before it may send; on touch screens it is a new line.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Problem text={problem} />
      <div className="composer-line">
        <textarea
          aria-label={words.conversation.message}
          placeholder={words.conversation.message}
          rows={1}
          dir="auto"
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button className="primary" disabled={text.trim() === ''}>
          {words.conversation.send}
        </button>
      </div>
    </form>
  );
}
