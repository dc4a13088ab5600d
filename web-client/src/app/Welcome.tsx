import { useState } from 'react';
import { Field, Problem } from '../ui/Field';
import { FullPage } from './FullPage';
import { Restore } from './Restore';
import { useAction } from './useAction';
import { words } from '../words';

interface WelcomeProps {
  create: (name: string) => Promise<void>;
  restore: (content: string, passphrase: string, otherName: string) => Promise<void>;
}

const NAME_LENGTH = 64;

export function Welcome({ create, restore }: WelcomeProps) {
  const [name, setName] = useState('');
  const [restoring, setRestoring] = useState(false);
  const { busy, problem, run } = useAction((error) => {
    reportError(error);
    return words.welcome.failed;
  });
  if (restoring) return <Restore restore={restore} cancel={() => setRestoring(false)} />;
  return (
    <FullPage title={words.welcome.title} text={words.welcome.text}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run(() => create(name.trim()));
        }}
      >
        <Field
          label={words.welcome.name}
          hint={words.welcome.nameHint}
          value={name}
          onChange={(event) => setName(event.target.value)}
          autoComplete="nickname"
          maxLength={NAME_LENGTH}
          dir="auto"
          required
        />
        <Problem text={problem} />
        <button className="primary" disabled={busy || name.trim() === ''}>
          {busy ? words.welcome.creating : words.welcome.create}
        </button>
      </form>
      <button className="quiet" onClick={() => setRestoring(true)}>
        {words.welcome.haveFile}
      </button>
    </FullPage>
  );
}
