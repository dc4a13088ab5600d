import { type ComponentType, useState } from 'react';
import type { DeletedBy } from '../account/account';
import type { Adopt } from '../devices/newDevice';
import { NAME_LENGTH } from '../people/contacts';
import { Field, Problem } from '../ui/Field';
import { words } from '../words';
import { FullPage } from './FullPage';
import { Restore } from './Restore';
import { useRoute } from './router';
import { useAction } from './useAction';

interface WelcomeProps {
  /** There was an account here, and it is gone. */
  deleted?: DeletedBy | undefined;
  create: (name: string) => Promise<void>;
  restore: (content: string, passphrase: string, otherName: string) => Promise<void>;
  adopt: Adopt;
}

export function Welcome({ deleted, create, restore, adopt }: WelcomeProps) {
  const route = useRoute();
  const [name, setName] = useState('');
  const [restoring, setRestoring] = useState(false);
  const [NewDeviceScreen, setNewDeviceScreen] = useState<ComponentType<{ adopt: Adopt; cancel: () => void }>>();
  // Its own part of the page: most people never see it.
  const link = useAction(() => words.unusable.page.text);
  const { busy, problem, run } = useAction((error) => {
    reportError(error);
    return words.welcome.failed;
  });
  if (restoring) return <Restore restore={restore} cancel={() => setRestoring(false)} />;
  if (NewDeviceScreen) return <NewDeviceScreen adopt={adopt} cancel={() => setNewDeviceScreen(undefined)} />;
  return (
    <FullPage first title={words.welcome.title} text={words.welcome.text}>
      {deleted && (
        <p className="welcome-invited" role="status">
          {words.welcome.deleted[deleted]}
        </p>
      )}
      {route.screen === 'add' && route.address !== '' && (
        <p className="welcome-invited">{words.welcome.invited(route.name)}</p>
      )}
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
        <button className="primary large" disabled={busy || name.trim() === ''}>
          {busy ? words.welcome.creating : words.welcome.create}
        </button>
      </form>
      <button
        type="button"
        className="quiet"
        disabled={link.busy}
        onClick={() => link.run(async () => {
          const loaded = await import('../devices/ui/NewDeviceScreen');
          setNewDeviceScreen(() => loaded.NewDeviceScreen);
        })}
      >
        {words.welcome.otherDevice}
      </button>
      <Problem text={link.problem} />
      <button type="button" className="quiet" onClick={() => setRestoring(true)}>
        {words.welcome.haveFile}
      </button>
    </FullPage>
  );
}
