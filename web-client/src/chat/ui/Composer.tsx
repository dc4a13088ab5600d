import { type KeyboardEvent, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { useStore } from '../../app/useStore';
import { Problem } from '../../ui/Field';
import { IconButton } from '../../ui/IconButton';
import { words } from '../../words';
import type { ConversationView } from '..';
import { About } from './About';
import { lastToEdit, windowsOf } from './deeds';
import { EmojiPicker } from './EmojiPicker';
import { BODY_BYTES, isNearlyFull, tooMany } from './limits';

/** Keeps what is written to itself until it is sent, so that a key costs as much in a long conversation as in a new one. */
export function Composer({ conversation, name, typing }: { conversation: ConversationView; name: string; typing: (on: boolean) => void }) {
  const { link, chat } = useSession();
  const { peer, answering } = conversation;
  const { drafts } = chat;
  const about = useStore(answering);
  const editing = about?.to === 'edit' ? about : undefined;
  const [text, setText] = useState(() => (editing ? answering.written : drafts.of(peer)));
  const [before, setBefore] = useState(about);
  if (before !== about) {
    // A draft waits while a message is edited.
    if (editing || before?.to === 'edit') setText(editing ? answering.written : drafts.of(peer));
    setBefore(about);
  }
  const [picking, setPicking] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number>(undefined);
  const [countId, aboutId] = [useId(), useId()];
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
  const first = useRef(about);
  useEffect(() => {
    if (about === undefined || about === first.current) return;
    const { value } = field.current ?? {};
    field.current?.focus();
    field.current?.setSelectionRange(value?.length ?? 0, value?.length ?? 0);
  }, [about]);
  useLayoutEffect(() => {
    if (caret.current === undefined) return;
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  }, [text]);

  const write = (next: string) => {
    setText(next);
    setProblem(undefined);
    if (editing) answering.keep(next);
    else {
      drafts.set(peer, next);
      typing(next.trim() !== '');
    }
  };

  const send = (): void => {
    field.current?.focus();
    const body = text.trim();
    if (body === '' || over > 0) return;
    if (editing) {
      answering.stop();
      if (body !== editing.body) save(editing, body);
      return;
    }
    write('');
    answering.stop();
    run(() =>
      conversation.sendText(body, about?.to === 'reply' ? about.message : undefined).catch((error: unknown) => {
        setText((written) => written || body);
        drafts.set(peer, drafts.of(peer) || body);
        throw error;
      }),
    );
  };

  const save = ({ clientId, body: was }: { clientId: string; body: string }, body: string): void =>
    run(() =>
      conversation.edit(clientId, body).catch((error: unknown) => {
        answering.edit(clientId, was, body);
        throw error;
      }),
    );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && about && !event.nativeEvent.isComposing) {
      event.preventDefault();
      answering.stop();
      return;
    }
    if (event.key === 'ArrowUp' && text === '' && !about) {
      const state = conversation.getSnapshot();
      const last = state && lastToEdit(state, link.address, link.now(), windowsOf(link));
      if (!last) return;
      event.preventDefault();
      answering.edit(last.clientId, last.body);
      return;
    }
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

  const stop = () => {
    answering.stop();
    field.current?.focus();
  };
  const described = [about && aboutId, isNearlyFull(over) && countId].filter(Boolean).join(' ');
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {picking && <EmojiPicker within=".composer" onPick={insert} onClose={closePicker} />}
      {about && <About id={aboutId} conversation={conversation} answering={about} name={name} onStop={stop} />}
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
          aria-describedby={described || undefined}
          placeholder={words.conversation.message}
          rows={1}
          dir="auto"
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <IconButton
          icon={editing ? 'check' : 'send'}
          type="submit"
          label={editing ? words.conversation.save : words.conversation.send}
          className="send"
          disabled={text.trim() === ''}
        />
      </div>
    </form>
  );
}
