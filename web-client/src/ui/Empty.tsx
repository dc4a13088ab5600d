import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

interface Props {
  readonly icon: IconName;
  readonly title: string;
  readonly text?: string;
  /** The one thing to do about it. */
  readonly children?: ReactNode;
}

/** Where there is nothing yet. */
export function Empty({ icon, title, text, children }: Props) {
  return (
    <div className="empty">
      <span className="empty-icon">
        <Icon name={icon} size={32} />
      </span>
      <p className="empty-title">{title}</p>
      {text && <p>{text}</p>}
      {children}
    </div>
  );
}
