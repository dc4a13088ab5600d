import { useSession } from '../../app/sessionContext';
import { words } from '../../words';
import { Fact } from './Fact';

const SHORT = 8;

/** What one's key is, and what becomes of it. */
export function Key() {
  const { link } = useSession();
  const { key } = words.settings;
  return (
    <>
      <section className="card">
        <h2>{key.what}</h2>
        <p>{key.whatText}</p>
        <dl className="facts-row">
          <Fact label={key.address} value={link.address} />
          <Fact label={key.device} value={link.device.slice(0, SHORT)} />
        </dl>
      </section>
      <section className="card">
        <h2>{key.recovery}</h2>
        <p>{key.recoveryText}</p>
      </section>
      <section className="card">
        <h2>{key.care}</h2>
        <p>{key.careText}</p>
      </section>
    </>
  );
}
