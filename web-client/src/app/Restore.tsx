import { useState } from 'react';
import { RecoveryError } from '../protocol/recoveryFile';
import { Field, Problem } from '../ui/Field';
import { FullPage } from './FullPage';
import { useAction } from './useAction';
import { words } from '../words';

interface RestoreProps {
  restore: (content: string, passphrase: string, otherName: string) => Promise<void>;
  cancel: () => void;
}

const explain = (error: unknown): string => {
  if (error instanceof RecoveryError) return words.restore[error.why];
  reportError(error);
  return words.welcome.failed;
};

export function Restore({ restore, cancel }: RestoreProps) {
  const [file, setFile] = useState<File>();
  const [passphrase, setPassphrase] = useState('');
  const { busy, problem, setProblem, run } = useAction(explain);
  return (
    <FullPage title={words.restore.title} text={words.restore.text}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (file) run(async () => restore(await file.text(), passphrase, ''));
          else setProblem(words.restore.noFile);
        }}
      >
        <Field
          label={words.restore.file}
          type="file"
          accept="application/json,.json"
          onChange={(event) => setFile(event.target.files?.[0])}
        />
        <Field
          label={words.restore.passphrase}
          type="password"
          autoComplete="current-password"
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
          required
        />
        <Problem text={problem} />
        <button className="primary large" disabled={busy}>
          {busy ? words.restore.working : words.restore.action}
        </button>
      </form>
      <button type="button" className="quiet" onClick={cancel}>
        {words.restore.instead}
      </button>
    </FullPage>
  );
}
