import { useState } from 'react';
import { go } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { words } from '../../words';
import { BackLink } from '../../ui/BackLink';
import { Field, Problem } from '../../ui/Field';
import { type Invitation, invitationOf } from '../invitation';

const NAME_LENGTH = 64;

/** Opened empty, or by somebody's link with their address and name in it. */
export function AddPerson({ address: given, name: theirName }: Invitation) {
  const { contacts, link } = useSession();
  const [pasted, setPasted] = useState(given);
  const [name, setName] = useState(contacts.nameOf(given) ?? theirName);
  const [wrong, setWrong] = useState<string>();
  const { busy, problem, run } = useAction();

  const paste = (text: string) => {
    setPasted(text);
    setWrong(undefined);
    const invitation = invitationOf(text);
    if (invitation?.name && name === '') setName(invitation.name);
  };

  const submit = (): void => {
    const invitation = invitationOf(pasted);
    if (!invitation) return setWrong(words.add.bad);
    if (invitation.address === link.address) return setWrong(words.add.self);
    run(async () => {
      await contacts.put(invitation.address, name.trim());
      go({ screen: 'chat', peer: invitation.address });
    });
  };

  return (
    <>
      <header className="pane-head">
        <BackLink to={{ screen: 'people' }} />
        <h1>{words.add.title}</h1>
      </header>
      <form
        className="scroll padded"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field
          label={words.add.address}
          hint={words.add.addressHint}
          problem={wrong}
          value={pasted}
          onChange={(event) => paste(event.target.value)}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          required
        />
        <Field
          label={words.add.name}
          value={name}
          onChange={(event) => setName(event.target.value)}
          autoComplete="off"
          maxLength={NAME_LENGTH}
          dir="auto"
          required
        />
        <Problem text={problem} />
        <button className="primary" disabled={busy}>
          {busy ? words.add.working : words.add.submit}
        </button>
      </form>
    </>
  );
}
