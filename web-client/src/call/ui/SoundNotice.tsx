import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { preferences } from '../../settings/preferences';
import { Icon } from '../../ui/Icon';
import { words } from '../../words';

/** Only while a ring would be missed: the touch that it asks for takes it away. */
export function SoundNotice() {
  const { audible } = useStore(useSession().calls);
  const { ringSound } = useStore(preferences);
  if (audible || !ringSound) return null;
  return (
    <p className="sound-notice">
      <Icon name="bell" size={16} />
      {words.alerts.touch}
    </p>
  );
}
