import { words } from '../words';
import { FullPage } from './FullPage';
import type { Missing } from './surroundings';

/** Says what this page cannot do without; where somebody can change that here, they try again here. */
export function Unusable({ missing }: { missing: Missing }) {
  return (
    <FullPage {...words.unusable[missing]}>
      {(missing === 'storage' || missing === 'page') && (
        <button type="button" className="primary large" onClick={() => location.reload()}>
          {words.unusable.again}
        </button>
      )}
    </FullPage>
  );
}
