import { useState } from 'react';
import { goInstead, hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { useStore } from '../../app/useStore';
import { Avatar } from '../../ui/Avatar';
import { BackLink } from '../../ui/BackLink';
import { Field, Problem } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { words } from '../../words';
import { NAME_LENGTH } from '../contacts';
import { type Invitation, invitationOf } from '../invitation';

interface Wrong {
  readonly address?: string;
  readonly name?: string;
}

/** Opened empty, or by somebody's link with their address and name in it. */
export function AddPerson({ address: given, name: theirName }: Invitation) {
  const { contacts, link } = useSession();
  useStore(contacts);
  const [pasted, setPasted] = useState(given);
  const [name, setName] = useState(contacts.nameOf(given) ?? theirName);
  const [wrong, setWrong] = useState<Wrong>({});
  const { busy, problem, run } = useAction();
  const invited = invitationOf(given) !== undefined && given !== link.address;
  const known = contacts.nameOf(invitationOf(pasted)?.address ?? '');

  const paste = (text: string) => {
    setPasted(text);
    setWrong({});
    const invitation = invitationOf(text);
    if (invitation?.name && name === '') setName(invitation.name);
  };

  const submit = (): void => {
    const invitation = invitationOf(pasted);
    if (!invitation) return setWrong({ address: words.add.bad });
    if (invitation.address === link.address) return setWrong({ address: words.add.self });
    if (name.trim() === '') return setWrong({ name: words.add.noName });
    run(async () => {
      await contacts.put(invitation.address, name.trim());
      goInstead({ screen: 'chat', peer: invitation.address });
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
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {invited ? <Invited address={given} name={theirName} /> : <ScanInstead />}
        <Field
          label={words.add.address}
          hint={words.add.addressHint}
          problem={wrong.address}
          value={pasted}
          onChange={(event) => paste(event.target.value)}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          dir="ltr"
          required
        />
        <Field
          label={words.add.name}
          hint={known === undefined ? words.add.nameHint : words.add.known(known || words.people.noName)}
          problem={wrong.name}
          value={name}
          onChange={(event) => {
            setName(event.target.value);
            setWrong({});
          }}
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

function Invited({ address, name }: Invitation) {
  return (
    <div className="person invited">
      <Avatar name={name} address={address} size="l" />
      <p className="person-name">
        {name === '' ? words.add.unnamed : words.add.invited(name)}
      </p>
      <p className="muted">{name === '' ? words.add.unnamedText : words.add.invitedText}</p>
    </div>
  );
}

function ScanInstead() {
  return (
    <>
      <a className="button" href={hrefOf({ screen: 'scan' })}>
        <Icon name="scan" size={22} />
        {words.add.scan}
      </a>
      <p className="or" aria-hidden="true">
        {words.add.or}
      </p>
    </>
  );
}
