import { type KeyboardEvent, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { Problem } from '../../ui/Field';
import { IconButton } from '../../ui/IconButton';
import { words } from '../../words';
import type { ConversationView } from '..';
import { EmojiPicker } from './EmojiPicker';
import { BODY_BYTES, isNearlyFull, tooMany } from './limits';

/** Keeps what is written to itself until it is sent, so that a key costs as much in a long conversation as in a new one. */
export function Composer({ conversation, typing }: { conversation: ConversationView; typing: (on: boolean) => void }) {
  const { link, chat } = useSession();
  const { peer } = conversation;
  const { drafts } = chat;
  const [text, setText] = useState(() => drafts.of(peer));
  const [picking, setPicking] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number>(undefined);
  const countId = useId();
  const { problem, setProblem, run } = useAction((error) => {
    reportError(error);
    return words.conversation.notKept;
  });
  const over = tooMany(text, link.state.phase === 'ready' ? link.state.limits.bodyBytes : BODY_BYTES);

  useEffect(() => {
    // On a touch screen the keyboard would cover what somebody came to read.
    if (matchMedia('(pointer: fine)').matches) field.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => () => drafts.flush(), [drafts]);
  useLayoutEffect(() => {
    if (caret.current === undefined) return;
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  }, [text]);

  const write = (next: string) => {
    setText(next);
    drafts.set(peer, next);
    setProblem(undefined);
    typing(next.trim() !== '');
  };

  const send = (): void => {
    field.current?.focus();
    const body = text.trim();
    if (body === '' || over > 0) return;
    write('');
    run(() =>
      conversation.sendText(body).catch((error: unknown) => {
        setText((written) => written || body);
        drafts.set(peer, drafts.of(peer) || body);
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

  const insert = (emoji: string) => {
    const { selectionStart: start = text.length, selectionEnd: end = text.length } = field.current ?? {};
    caret.current = start + emoji.length;
    write(text.slice(0, start) + emoji + text.slice(end));
  };

  const closePicker = useCallback(() => {
    setPicking(false);
    field.current?.focus();
  }, []);

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {picking && <EmojiPicker onPick={insert} onClose={closePicker} />}
      <Problem text={over > 0 ? words.conversation.tooLong : problem} />
      {isNearlyFull(over) && (
        <p id={countId} className={over > 0 ? 'count problem' : 'count hint'}>
          {over > 0 ? words.conversation.over(over) : words.conversation.left(-over)}
        </p>
      )}
      <div className="composer-line">
        <IconButton
          icon="emoji"
          label={words.conversation.emoji}
          aria-expanded={picking}
          aria-haspopup="dialog"
          onClick={() => (picking ? closePicker() : setPicking(true))}
        />
        <textarea
          ref={field}
          aria-label={words.conversation.message}
          aria-invalid={over > 0}
          aria-describedby={isNearlyFull(over) ? countId : undefined}
          placeholder={words.conversation.message}
          rows={1}
          dir="auto"
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <IconButton icon="send" type="submit" label={words.conversation.send} className="send" disabled={text.trim() === ''} />
      </div>
    </form>
  );
}
