import { words } from '../../words';

export function Alerts() {
  return <p>{words.settings.sections.alerts}</p>;
}
