import { words } from '../../words';

export function Privacy() {
  return <p>{words.settings.sections.privacy}</p>;
}
