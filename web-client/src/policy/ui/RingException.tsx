import { useState } from 'react';
import { useSession } from '../../app/sessionContext';
import { useAction } from '../../app/useAction';
import { useStore } from '../../app/useStore';
import { Problem } from '../../ui/Field';
import { Options } from '../../ui/Options';
import { words } from '../../words';
import { type Ring, RINGS } from '../policy';

/** What somebody whom one knows is an exception to. */
export function RingException({ address }: { address: string }) {
  const { contacts } = useSession();
  const { people } = useStore(contacts);
  const { ring = 'usual' } = people.find((each) => each.address === address) ?? {};
  const [wanted, setWanted] = useState<Ring>();
  const [saved, setSaved] = useState(false);
  const { busy, problem, run } = useAction();
  const choose = (chosen: Ring) => {
    setWanted(chosen);
    setSaved(false);
    run(async () => {
      try {
        await contacts.setRing(address, chosen);
        setSaved(true);
      } finally {
        setWanted(undefined);
      }
    });
  };
  return (
    <section className="card ring-exception">
      <Options
        title={words.exception.title}
        options={RINGS.map((value) => ({ value, ...words.exception.options[value] }))}
        value={wanted ?? ring}
        onChange={choose}
      />
      <Problem text={problem} />
      <p role="status" className="hint said">
        {busy ? words.policy.saving : saved ? words.exception.saved : ''}
      </p>
    </section>
  );
}
