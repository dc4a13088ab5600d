import * as Dropdown from '@radix-ui/react-dropdown-menu';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import { IconButton } from './IconButton';

export interface MenuItem {
  readonly label: string;
  readonly icon: IconName;
  readonly danger?: boolean;
  readonly onSelect: () => void;
}

/** Further things to do with what it stands beside. */
export function Menu({ label, icon = 'more', items }: { label: string; icon?: IconName; items: readonly MenuItem[] }) {
  return (
    <Dropdown.Root modal={false}>
      <Dropdown.Trigger asChild>
        <IconButton icon={icon} label={label} />
      </Dropdown.Trigger>
      <Dropdown.Portal>
        <Dropdown.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          <Items items={items} />
        </Dropdown.Content>
      </Dropdown.Portal>
    </Dropdown.Root>
  );
}

interface AnchoredMenuProps {
  /** What it belongs to: it stands there, and in the same landmark. */
  readonly at: HTMLElement;
  readonly label: string;
  readonly align: 'start' | 'end';
  /** Px between the two. */
  readonly sideOffset: number;
  readonly onClose: () => void;
  /** Where the focus goes then; nowhere by itself. */
  readonly onClosed?: () => void;
  readonly children: ReactNode;
}

/** An open menu without a button of its own: asked for by the other button of a mouse, a long touch, or a key. */
export function AnchoredMenu({ at, label, align, sideOffset, onClose, onClosed, children }: AnchoredMenuProps) {
  const { left, top, width, height } = at.getBoundingClientRect();
  return (
    <Dropdown.Root
      open
      modal={false}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dropdown.Trigger asChild>
        <span className="menu-anchor" aria-hidden="true" style={{ left, top, width, height }} />
      </Dropdown.Trigger>
      <Dropdown.Portal container={at.closest<HTMLElement>('[role="main"], [role="region"], main, section')}>
        <Dropdown.Content
          ref={focusFirst}
          className="menu"
          align={align}
          sideOffset={sideOffset}
          collisionPadding={8}
          aria-label={label}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed?.();
          }}
        >
          {children}
        </Dropdown.Content>
      </Dropdown.Portal>
    </Dropdown.Root>
  );
}

/** Further things to do with something, where somebody asked for them. */
export function MenuAt({ items, ...place }: Pick<AnchoredMenuProps, 'at' | 'label' | 'onClose'> & { items: readonly MenuItem[] }) {
  return (
    <AnchoredMenu {...place} align="end" sideOffset={-8} onClosed={() => place.at.focus()}>
      <Items items={items} />
    </AnchoredMenu>
  );
}

function Items({ items }: { items: readonly MenuItem[] }) {
  return items.map((item) => (
    <Dropdown.Item key={item.label} className={item.danger ? 'menu-item danger-text' : 'menu-item'} onSelect={item.onSelect}>
      <Icon name={item.icon} size={20} />
      {item.label}
    </Dropdown.Item>
  ));
}

/** The menu is made when it is asked for, too late to have heard whether by a key: Enter is to work at once. */
const focusFirst = (menu: HTMLElement | null): void => {
  setTimeout(() => menu?.querySelector<HTMLElement>('[role="menuitem"]')?.focus());
};
