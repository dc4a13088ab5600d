import { words } from '../../words';

export function CallList() {
  return (
    <header className="pane-head">
      <h1>{words.nav.calls}</h1>
    </header>
  );
}
