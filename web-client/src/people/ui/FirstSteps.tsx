import { hrefOf } from '../../app/router';
import { Empty } from '../../ui/Empty';
import { words } from '../../words';

/** For who knows nobody here yet: the two ways to begin. */
export function FirstSteps() {
  return (
    <Empty icon="people" title={words.people.empty} text={words.people.emptyText}>
      <div className="first-steps">
        <a className="button primary" href={hrefOf({ screen: 'add', address: '', name: '' })}>
          {words.people.add}
        </a>
        <a className="button" href={hrefOf({ screen: 'me' })}>
          {words.people.showMine}
        </a>
      </div>
    </Empty>
  );
}
