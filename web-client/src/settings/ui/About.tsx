import { words } from '../../words';

export function About() {
  return <p>{words.settings.aboutText}</p>;
}
