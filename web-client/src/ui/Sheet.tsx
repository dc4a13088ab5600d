import * as Dialog from '@radix-ui/react-dialog';
import type { ReactNode } from 'react';
import { words } from '../words';
import { IconButton } from './IconButton';

interface Props {
  readonly title: string;
  readonly text?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * Something to decide or to read before going on: from below on a phone, in the middle where there is room. Focus stays in it
 * and goes back to where it was.
 */
export function Sheet({ title, text, onClose, children }: Props) {
  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog.Portal>
        {/* Not the library's own overlay: that one writes a style element, which our content policy forbids. */}
        <div className="sheet-ground">
          <Dialog.Content className="sheet" {...(text === undefined ? { 'aria-describedby': undefined } : {})}>
            <div className="sheet-head">
              <Dialog.Title asChild>
                <h2>{title}</h2>
              </Dialog.Title>
              <IconButton icon="close" label={words.close} onClick={onClose} />
            </div>
            {text !== undefined && <Dialog.Description>{text}</Dialog.Description>}
            {children}
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
