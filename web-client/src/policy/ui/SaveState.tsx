import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { words } from '../../words';

/** What became of a change: at the lower edge of what is in view, so that nothing above it moves. */
export function SaveState() {
  const { policies } = useSession();
  const { saving, problem, aside } = useStore(policies);
  return (
    <div className="save-state">
      <p className="save-note" role="status">
        {saving && <span className="save-pill">{words.policy.saving}</span>}
      </p>
      {!saving && problem !== undefined && (
        <Choose
          title={words.policy.unsaved}
          text={words.policy.unsavedText(problem === 'offline' ? words.policy.offline : words.error(problem))}
          action={words.policy.again}
          other={words.policy.drop}
        />
      )}
      {!saving && problem === undefined && aside && (
        <Choose title={words.policy.conflict} text={words.policy.conflictText} action={words.policy.useMine} other={words.policy.leave} />
      )}
    </div>
  );
}

interface Props {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly other: string;
}

function Choose({ title, text, action, other }: Props) {
  const { policies } = useSession();
  return (
    <div className="save-problem" role="alert">
      <p className="save-title">{title}</p>
      <p>{text}</p>
      <div className="buttons">
        <button type="button" className="primary" onClick={() => policies.again()}>
          {action}
        </button>
        <button type="button" onClick={() => policies.drop()}>
          {other}
        </button>
      </div>
    </div>
  );
}
