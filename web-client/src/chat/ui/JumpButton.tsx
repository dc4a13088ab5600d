import { Icon } from '../../ui/Icon';
import { words } from '../../words';
import { shortCount } from './unread';

/** The way back to the newest, for somebody who reads further up; with the number of what they have not seen there. */
export function JumpButton({ shown, count, onJump }: { shown: boolean; count: number; onJump: () => void }) {
  if (!shown) return null;
  const label = count > 0 ? words.conversation.jumpNew(count) : words.conversation.jump;
  return (
    <button type="button" className="jump" aria-label={label} title={label} onClick={onJump}>
      <Icon name="down" />
      {count > 0 && (
        <span className="badge" aria-hidden="true">
          {shortCount(count)}
        </span>
      )}
    </button>
  );
}
