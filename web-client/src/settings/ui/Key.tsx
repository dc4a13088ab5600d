import { words } from '../../words';

/** What becomes of one's key. */
export function Key() {
  return <p>{words.settings.keyText}</p>;
}
