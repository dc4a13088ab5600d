import { words } from '../../words';

export function Shortcuts() {
  return <p>{words.settings.sections.shortcuts}</p>;
}
