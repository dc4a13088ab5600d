import { words } from '../words';
import { Sheet } from './Sheet';

interface Props {
  readonly title: string;
  readonly text?: string;
  readonly action: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be undone. */
export function Confirm({ title, text, action, onConfirm, onClose }: Props) {
  return (
    <Sheet title={title} {...(text === undefined ? {} : { text })} onClose={onClose}>
      <div className="buttons sheet-buttons">
        <button type="button" onClick={onClose}>
          {words.cancel}
        </button>
        <button
          type="button"
          className="danger"
          onClick={() => {
            onConfirm();
            onClose();
          }}
        >
          {action}
        </button>
      </div>
    </Sheet>
  );
}
