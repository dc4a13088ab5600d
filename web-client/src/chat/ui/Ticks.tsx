import { words } from '../../words';
import { Icon, type IconName } from '../../ui/Icon';
import type { MessageState } from './rows';

const MARKS: Record<MessageState, IconName> = { waiting: 'clock', sent: 'check', delivered: 'checks', read: 'checks', failed: 'warning' };

/** How far something of ours has come. */
export const Ticks = ({ state }: { state: MessageState }) => (
  <span className={`ticks ${state}`} role="img" aria-label={words.conversation.state[state]} title={words.conversation.state[state]}>
    <Icon name={MARKS[state]} size={16} />
  </span>
);
