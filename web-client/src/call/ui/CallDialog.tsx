import * as Dialog from '@radix-ui/react-dialog';
import { type ComponentProps, type ReactNode, useRef } from 'react';

interface Props extends Pick<ComponentProps<'div'>, 'onPointerMove' | 'onPointerDown' | 'onKeyDown'> {
  /** What it is called aloud. */
  readonly title: string;
  readonly className?: string;
  readonly onEscape: () => void;
  readonly children: ReactNode;
}

/**
 * Something of a call over the whole page. Focus stays in it and goes back to where it was; it begins on the whole and not
 * on a button, so that whoever is typing does nothing with the next key.
 */
export function CallDialog({ title, className = '', onEscape, children, ...events }: Props) {
  const content = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root open>
      <Dialog.Portal>
        {/* Not the library's own overlay: that one writes a style element, which our content policy forbids. */}
        <Dialog.Content
          ref={content}
          className={`call call-screen ${className}`}
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            content.current?.focus();
          }}
          onEscapeKeyDown={(event) => {
            event.preventDefault();
            onEscape();
          }}
          onInteractOutside={(event) => event.preventDefault()}
          {...events}
        >
          <Dialog.Title className="visually-hidden">{title}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
