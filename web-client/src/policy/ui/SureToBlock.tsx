import { Confirm } from '../../ui/Confirm';
import { words } from '../../words';

/** Says what a block does before it is made. */
export function SureToBlock({ name, onConfirm, onClose }: { name: string; onConfirm: () => void; onClose: () => void }) {
  return (
    <Confirm title={words.blocked.sure(name)} text={words.blocked.what} action={words.blocked.block} onConfirm={onConfirm} onClose={onClose} />
  );
}
