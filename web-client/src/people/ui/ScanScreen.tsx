import { BackLink } from '../../ui/BackLink';
import { words } from '../../words';

export function ScanScreen() {
  return (
    <header className="pane-head">
      <BackLink to={{ screen: 'people' }} />
      <h1>{words.add.title}</h1>
    </header>
  );
}
