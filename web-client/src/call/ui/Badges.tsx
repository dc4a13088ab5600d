import { Icon } from '../../ui/Icon';
import { words } from '../../words';
import type { Scene } from '../participation';

/** How well the connection holds, and which way it goes. */
export function Badges({ quality, path }: Pick<Scene, 'quality' | 'path'>) {
  return (
    <div className="call-badges">
      {quality && (
        <span className={`call-badge call-${quality}`}>
          <span className="call-bars" aria-hidden="true">
            <span />
            <span />
            <span />
          </span>
          {words.call.quality[quality]}
        </span>
      )}
      {path && (
        <span className="call-badge" title={words.call.path[path].text}>
          <Icon name={path === 'relay' ? 'shield' : 'lock'} size={16} />
          {words.call.path[path].name}
        </span>
      )}
    </div>
  );
}
