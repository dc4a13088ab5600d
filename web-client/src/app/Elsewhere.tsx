import { words } from '../words';
import { FullPage } from './FullPage';

/** In a second tab. */
export function Elsewhere({ useHere }: { useHere: () => void }) {
  return (
    <FullPage title={words.elsewhere.title} text={words.elsewhere.text}>
      <button type="button" className="primary large" onClick={useHere}>
        {words.elsewhere.action}
      </button>
    </FullPage>
  );
}
