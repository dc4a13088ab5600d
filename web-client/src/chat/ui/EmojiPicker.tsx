import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { words } from '../../words';
import { cellAfter, EMOJI } from './emoji';

interface Props {
  /** A selector of what is no elsewhere: what is around it may close it by itself. */
  readonly within: string;
  readonly onPick: (emoji: string) => void;
  readonly onClose: () => void;
}

/** The common emoji. Arrows lead through them, Enter takes one, Escape and a touch elsewhere close it. */
export function EmojiPicker({ within, onPick, onClose }: Props) {
  const [current, setCurrent] = useState(0);
  const grid = useRef<HTMLDivElement>(null);

  useEffect(() => {
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [current]);
  useEffect(() => {
    const touch = (event: PointerEvent) => {
      if (event.target instanceof Element && !event.target.closest(within)) onClose();
    };
    document.addEventListener('pointerdown', touch);
    return () => document.removeEventListener('pointerdown', touch);
  }, [within, onClose]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      // It closes this alone, and nothing that is around it.
      event.stopPropagation();
      onClose();
      return;
    }
    const cells = grid.current?.children ?? [];
    const [first, ...others] = Array.from(cells, (cell) => (cell as HTMLElement).offsetTop);
    const nextLine = others.findIndex((top) => top !== first) + 1;
    const next = cellAfter(current, event.key, nextLine || EMOJI.length, EMOJI.length);
    if (next === undefined) return;
    event.preventDefault();
    setCurrent(next);
  };

  return (
    <div className="emoji-picker" role="dialog" aria-label={words.conversation.emoji} onKeyDown={onKeyDown}>
      <div className="emoji-grid" ref={grid}>
        {EMOJI.map((emoji, at) => (
          <button
            key={emoji}
            type="button"
            className="icon emoji"
            tabIndex={at === current ? 0 : -1}
            onClick={() => {
              setCurrent(at);
              onPick(emoji);
            }}
          >
            {emoji}
          </button>
        ))}
      </div>
    </div>
  );
}
