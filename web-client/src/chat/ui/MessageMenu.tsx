import * as Dropdown from '@radix-ui/react-dropdown-menu';
import type { KeyboardEvent } from 'react';
import { Icon, type IconName } from '../../ui/Icon';
import { AnchoredMenu } from '../../ui/Menu';
import { words } from '../../words';
import type { Deed } from './deeds';
import { QUICK } from './emoji';

/** What is done besides reacting, which has a line of its own. */
export type Choice = Exclude<Deed, 'react'> | 'emoji';

interface Props {
  readonly at: HTMLElement;
  readonly deeds: readonly Deed[];
  /** One's own reaction so far. */
  readonly own: string | undefined;
  readonly onReact: (emoji: string) => void;
  readonly onChoose: (choice: Choice) => void;
  /** After what was chosen, if something was. */
  readonly onClose: () => void;
}

const ICONS: Record<Exclude<Choice, 'emoji'>, IconName> = { reply: 'reply', edit: 'edit', copy: 'copy', unsend: 'trash', remove: 'trash' };

/** One menu for all messages: one each would be felt while scrolling. */
export function MessageMenu({ at, deeds, own, onReact, onChoose, onClose }: Props) {
  const labels = { reply: words.conversation.reply, edit: words.conversation.edit, copy: words.conversation.copyText, unsend: words.conversation.unsend, remove: words.conversation.remove };
  const items = deeds.filter((deed) => deed !== 'react');
  return (
    <AnchoredMenu at={at} label={words.conversation.actions} align="start" sideOffset={4} onClose={onClose}>
      {deeds.includes('react') && (
        <Dropdown.Group className="menu-reactions" aria-label={words.conversation.react} onKeyDown={walk}>
          {QUICK.map((emoji) => (
            <Dropdown.Item
              key={emoji}
              className="menu-emoji emoji"
              aria-label={emoji === own ? words.conversation.ownReaction(emoji) : words.conversation.reactWith(emoji)}
              data-own={emoji === own}
              onSelect={() => onReact(emoji)}
            >
              {emoji}
            </Dropdown.Item>
          ))}
          <Dropdown.Item className="menu-emoji" aria-label={words.conversation.moreEmoji} onSelect={() => onChoose('emoji')}>
            <Icon name="plus" />
          </Dropdown.Item>
        </Dropdown.Group>
      )}
      {items.map((deed) => (
        <Dropdown.Item
          key={deed}
          className={`menu-item ${deed === 'unsend' || deed === 'remove' ? 'danger-text' : ''}`}
          onSelect={() => onChoose(deed)}
        >
          <Icon name={ICONS[deed]} size={20} />
          {labels[deed]}
        </Dropdown.Item>
      ))}
    </AnchoredMenu>
  );
}

/** Left and right lead through what stands side by side; the menu itself knows up and down. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  all[all.findIndex((each) => each === document.activeElement) + step]?.focus();
}
