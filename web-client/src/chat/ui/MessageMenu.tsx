import * as Dropdown from '@radix-ui/react-dropdown-menu';
import { Icon } from '../../ui/Icon';
import { words } from '../../words';

/** What is done with which text, and the element it stands at. */
export interface MenuPlace {
  readonly text: string;
  readonly at: HTMLElement;
}

/** One menu for all messages: one each would be felt while scrolling. */
export function MessageMenu({ place, onCopy, onClose }: { place: MenuPlace; onCopy: (text: string) => void; onClose: () => void }) {
  const { left, top, width, height } = place.at.getBoundingClientRect();
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
      {/* In the landmark that it is about. */}
      <Dropdown.Portal container={place.at.closest('main')}>
        <Dropdown.Content
          className="menu"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={words.conversation.actions}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            place.at.closest('.turn')?.querySelector<HTMLElement>('.turn-more')?.focus({ preventScroll: true });
          }}
        >
          <Dropdown.Item
            ref={focusSoon}
            className="menu-item"
            onSelect={() => onCopy(place.text)}
          >
            <Icon name="copy" size={20} />
            {words.conversation.copyText}
          </Dropdown.Item>
        </Dropdown.Content>
      </Dropdown.Portal>
    </Dropdown.Root>
  );
}

/** The menu is made when it is asked for, too late to have heard whether by a key: Enter is to work at once. */
const focusSoon = (item: HTMLElement | null): void => {
  setTimeout(() => item?.focus());
};
