import { useState } from 'react';
import { PASSPHRASE_LENGTH } from '../protocol/recoveryFile';
import { Field, Problem } from '../ui/Field';
import { Icon } from '../ui/Icon';
import { FullPage } from './FullPage';
import { useAction } from './useAction';
import { words } from '../words';

interface RecoveryOfferProps {
  address: string;
  seal: (passphrase: string) => Promise<string>;
  finish: () => void;
}

/** Offered once, right after the key was made; afterwards there is no way to export it. */
export function RecoveryOffer({ address, seal, finish }: RecoveryOfferProps) {
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [saved, setSaved] = useState(false);
  const { busy, problem, setProblem, run } = useAction();

  const save = (): void => {
    if (passphrase.length < PASSPHRASE_LENGTH) return setProblem(words.recovery.tooShort(PASSPHRASE_LENGTH));
    if (passphrase !== repeated) return setProblem(words.recovery.differ);
    run(async () => {
      download(words.recovery.fileName(address), await seal(passphrase));
      setSaved(true);
    });
  };

  return (
    <FullPage title={words.recovery.title} text={words.recovery.text}>
      <p className="full-page-note">
        <Icon name="info" size={20} />
        <span>{words.recovery.onlyNow}</span>
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
          label={words.recovery.passphrase}
          hint={words.recovery.hint(PASSPHRASE_LENGTH)}
          type="password"
          autoComplete="new-password"
          value={passphrase}
          onChange={(event) => {
            setPassphrase(event.target.value);
            setSaved(false);
          }}
        />
        <Field
          label={words.recovery.repeat}
          type="password"
          autoComplete="new-password"
          value={repeated}
          onChange={(event) => setRepeated(event.target.value)}
        />
        <Problem text={problem} />
        <button className={saved ? 'quiet' : 'primary large'} disabled={busy}>
          {busy ? words.recovery.saving : words.recovery.save}
        </button>
      </form>
      <p role="status" className={saved ? 'full-page-note good' : 'visually-hidden'}>
        {saved && <Icon name="check" size={20} />}
        <span>{saved ? words.recovery.saved : ''}</span>
      </p>
      <button type="button" className={saved ? 'primary large' : 'quiet'} onClick={finish}>
        {saved ? words.recovery.done : words.recovery.skip}
      </button>
    </FullPage>
  );
}

function download(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has its own hold on the content once the click was handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
