import { useEffect, useState } from 'react';
import { Icon } from '../../ui/Icon';
import { words } from '../../words';
import { safetyNumberOf } from '../safetyNumber';

/** The number that both compare, how, and what it means. */
export function SafetyNumber({ mine, theirs, name }: { mine: string; theirs: string; name: string }) {
  const [groups, setGroups] = useState<readonly string[]>();
  useEffect(() => {
    let current = true;
    safetyNumberOf(mine, theirs).then((number) => {
      if (current) setGroups(number);
    }, reportError);
    return () => {
      current = false;
    };
  }, [mine, theirs]);
  return (
    <section className="card safety" aria-labelledby="safety-number">
      <h2 id="safety-number" className="card-title">
        <Icon name="shield" size={22} />
        {words.safety.title}
      </h2>
      <p>{words.safety.text(name)}</p>
      <p className="safety-number" dir="ltr" role="img" aria-label={words.safety.numberLabel(groups?.join(', ') ?? '')}>
        {groups?.map((group, place) => (
          <span key={place}>{group}</span>
        ))}
      </p>
      <details>
        <summary>{words.safety.how}</summary>
        <dl className="facts">
          <dt>{words.safety.read}</dt>
          <dd>{words.safety.readText}</dd>
          <dt>{words.safety.differs}</dt>
          <dd>
            {words.safety.differsText} {words.safety.changes}
          </dd>
        </dl>
      </details>
    </section>
  );
}
