import { useState } from 'react';
import { goInstead, hrefOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { useStore } from '../../app/useStore';
import { Block, IsBlocked } from '../../policy/ui/Block';
import { RingException } from '../../policy/ui/RingException';
import { useBlocked } from '../../policy/ui/useBlocked';
import { isAddress, shortAddress } from '../../protocol/address';
import { Avatar } from '../../ui/Avatar';
import { BackLink } from '../../ui/BackLink';
import { Confirm } from '../../ui/Confirm';
import { Empty } from '../../ui/Empty';
import { Problem } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { IconButton } from '../../ui/IconButton';
import { Rename } from '../../ui/Rename';
import { words } from '../../words';
import { MyCard } from './MyCard';
import { SafetyNumber } from './SafetyNumber';
import { useCopy } from './useCopy';
import { useNames } from './useNames';

/** Somebody, known or not: how to reach them, and how to make sure that it is them. */
export function PersonScreen({ address }: { address: string }) {
  const { link } = useSession();
  if (address === link.address) return <MyCard />;
  return isAddress(address) ? <Somebody address={address} /> : <NoAddress />;
}

function Somebody({ address }: { address: string }) {
  const { contacts, link } = useSession();
  useStore(contacts);
  const name = useNames()(address);
  const known = contacts.nameOf(address) !== undefined;
  const blocked = useBlocked()(address);
  const { said, copy } = useCopy();
  const { busy, problem, run } = useAction();
  const [open, setOpen] = useState<'rename' | 'remove'>();
  const close = () => setOpen(undefined);
  return (
    <>
      <header className="pane-head">
        <BackLink to={{ screen: 'people' }} />
        <h1>
          <bdi>{name}</bdi>
        </h1>
        {known && <IconButton icon="edit" label={words.person.rename} onClick={() => setOpen('rename')} />}
      </header>
      <div className="scroll padded">
        <div className="person">
          <Avatar name={known ? name : ''} address={address} size="xl" />
          <p className="person-address">
            <span dir="ltr">{shortAddress(address)}</span>
            <IconButton icon="copy" label={words.person.copyAddress} onClick={() => copy(address)} />
          </p>
          <Reach address={address} />
          <p role="status" className="hint told">
            {said}
          </p>
        </div>
        {!known && (
          <section className="card">
            <h2>{words.person.stranger}</h2>
            <p>{words.person.strangerText}</p>
            <a className="button primary" href={hrefOf({ screen: 'add', address, name: '' })}>
              {words.person.add}
            </a>
          </section>
        )}
        {blocked ? <IsBlocked address={address} /> : known && <RingException address={address} />}
        <SafetyNumber mine={link.address} theirs={address} name={name} />
        {!blocked && <Block address={address} name={name} className="quiet danger-text" />}
        <Problem text={problem} />
        {known && (
          <button type="button" className="quiet danger-text" disabled={busy} onClick={() => setOpen('remove')}>
            <Icon name="trash" size={20} />
            {words.person.remove}
          </button>
        )}
      </div>
      {open === 'rename' && (
        <Rename
          title={words.person.rename}
          label={words.add.name}
          hint={words.person.nameHint}
          before={name}
          rename={(changed) => contacts.put(address, changed)}
          onClose={close}
        />
      )}
      {open === 'remove' && (
        <Confirm
          title={words.person.sureRemove(name)}
          text={words.person.sureRemoveText}
          action={words.person.removeAction}
          onConfirm={() =>
            run(async () => {
              await contacts.remove(address);
              goInstead({ screen: 'people' });
            })
          }
          onClose={close}
        />
      )}
    </>
  );
}

/** The three ways to somebody. */
function Reach({ address }: { address: string }) {
  const { calls } = useSession();
  return (
    <div className="reach">
      <a className="reach-way" href={hrefOf({ screen: 'chat', peer: address })}>
        <Icon name="chats" />
        {words.person.message}
      </a>
      <button type="button" className="reach-way" aria-label={words.conversation.voice} onClick={() => calls.place(address, 'audio')}>
        <Icon name="calls" />
        {words.person.voice}
      </button>
      <button type="button" className="reach-way" aria-label={words.conversation.video} onClick={() => calls.place(address, 'video')}>
        <Icon name="video" />
        {words.person.video}
      </button>
    </div>
  );
}

function NoAddress() {
  return (
    <>
      <header className="pane-head">
        <BackLink to={{ screen: 'people' }} />
        <h1>{words.person.badAddress}</h1>
      </header>
      <Empty icon="warning" title={words.person.badAddress} text={words.person.badAddressText}>
        <a className="button primary" href={hrefOf({ screen: 'add', address: '', name: '' })}>
          {words.people.add}
        </a>
      </Empty>
    </>
  );
}
