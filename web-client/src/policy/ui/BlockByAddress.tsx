import { useState } from 'react';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { invitationOf } from '../../people/invitation';
import { WireError } from '../../protocol';
import { Field } from '../../ui/Field';
import { words } from '../../words';

/** What may be wrong with blocking somebody, in words. */
export function explainBlock(error: unknown): string {
  if (!(error instanceof WireError)) reportError(error);
  const code = error instanceof WireError ? error.code : 'internal';
  if (code === 'self_call') return words.blocked.self;
  return code === 'quota_exceeded' ? words.blocked.full : words.error(code);
}

/** For somebody of whom there is nothing here but what they call themselves elsewhere. */
export function BlockByAddress() {
  const { blocklist } = useSession();
  const [pasted, setPasted] = useState('');
  const { busy, problem, setProblem, run } = useAction(explainBlock);
  return (
    <form
      className="block-form"
      onSubmit={(event) => {
        event.preventDefault();
        const found = invitationOf(pasted);
        if (!found) {
          setProblem(words.blocked.bad);
          return;
        }
        run(async () => {
          await blocklist.block(found.address);
          setPasted('');
        });
      }}
    >
      <Field
        label={words.blocked.byAddress}
        hint={words.blocked.addressHint}
        problem={problem}
        value={pasted}
        onChange={(event) => setPasted(event.target.value)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
      />
      <div className="buttons">
        <button disabled={busy || pasted.trim() === ''}>{busy ? words.blocked.blocking : words.blocked.block}</button>
      </div>
    </form>
  );
}
