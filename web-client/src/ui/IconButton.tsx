import type { ComponentProps } from 'react';
import { Icon, type IconName } from './Icon';

interface Props extends Omit<ComponentProps<'button'>, 'children'> {
  readonly icon: IconName;
  /** What it does; read out, and shown to those who rest on it. */
  readonly label: string;
}

/** A button that is only a picture to the eye. */
export function IconButton({ icon, label, className = '', ...button }: Props) {
  return (
    <button type="button" className={`icon ${className}`} aria-label={label} title={label} {...button}>
      <Icon name={icon} />
    </button>
  );
}
