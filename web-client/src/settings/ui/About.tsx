import { Icon } from '../../ui/Icon';
import { words } from '../../words';
import { MADE_WITH } from '../madeWith';
import { Fact } from './Fact';

/** What this is, where it runs, and what it keeps secret from whom. */
export function About() {
  const { facts } = words.settings;
  return (
    <>
      <dl className="card facts-row">
        <Fact label={facts.version} value={__VERSION__} />
        <Fact label={facts.server} value={location.origin} />
      </dl>
      <section className="card">
        <h2>{facts.encryption}</h2>
        <dl className="facts">
          <dt className="fact-title">
            <Icon name="lock" size={20} />
            {facts.calls}
          </dt>
          <dd>{facts.callsText}</dd>
          <dt className="fact-title">
            <Icon name="warning" size={20} />
            {facts.messages}
          </dt>
          <dd>{facts.messagesText}</dd>
        </dl>
      </section>
      <section className="card">
        <h2>{facts.licences}</h2>
        <p>{facts.licencesText}</p>
        <ul className="licences">
          {MADE_WITH.map(({ name, licence }) => (
            <li key={name}>
              <span>{name}</span>
              <span className="muted">{licence.replace(/[()]/g, '')}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
