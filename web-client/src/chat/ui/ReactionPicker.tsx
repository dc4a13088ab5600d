import { useState } from 'react';
import { EmojiPicker } from './EmojiPicker';

const EDGE_PX = 8;

/** All emoji for a reaction, above or below the message that it is about, wherever there is more room. */
export function ReactionPicker({ at, onPick, onClose }: { at: HTMLElement; onPick: (emoji: string) => void; onClose: () => void }) {
  // Once: the message may move on while somebody chooses.
  const [style] = useState(() => {
    const { left, top, bottom } = at.getBoundingClientRect();
    const below = innerHeight - bottom;
    const along = { left: `clamp(${EDGE_PX}px, ${left}px, 100vw - ${EDGE_PX}px - min(27rem, 100vw - 16px))` };
    return top > below ? { ...along, bottom: inside(innerHeight - top) } : { ...along, top: inside(bottom) };
  });
  return (
    <div className="reaction-picker" style={style}>
      <EmojiPicker within=".reaction-picker" onPick={onPick} onClose={onClose} />
    </div>
  );
}

/** So that half of the screen is left for it. */
const inside = (edge: number): number => Math.max(EDGE_PX, Math.min(edge + EDGE_PX, innerHeight / 2));
