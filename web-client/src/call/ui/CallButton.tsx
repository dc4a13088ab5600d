import type { ComponentProps } from 'react';
import { Icon, type IconName } from '../../ui/Icon';

interface Props extends Omit<ComponentProps<'button'>, 'children'> {
  readonly icon: IconName;
  readonly label: string;
  readonly tone?: 'yes' | 'no' | 'plain';
}

/** A round button with its name below it. */
export function CallButton({ icon, label, tone = 'plain', ...button }: Props) {
  return (
    <button type="button" className={`call-button call-${tone}`} {...button}>
      <span className="call-round">
        <Icon name={icon} />
      </span>
      <span className="call-label">{label}</span>
    </button>
  );
}
