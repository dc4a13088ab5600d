import './doctor.css';
import { use, useEffect, useState } from 'react';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { useCopy } from '../../people/ui/useCopy';
import { Icon } from '../../ui/Icon';
import { words } from '../../words';
import { type Finding, GROUPS, type Group, worst } from '../findings';
import { nameOf, reportOf, saidOf } from '../report';
import { DoctorContext } from './doctorContext';
import { FindingRow, STATUS_ICONS } from './FindingRow';

/** Whether calls can get through from this browser, and if not, why and what helps. */
export function DoctorPage() {
  const create = use(DoctorContext);
  const { link } = useSession();
  const [doctor] = useState(() => create(link));
  const { running, findings } = useStore(doctor);
  const { said, copy } = useCopy();
  useEffect(() => {
    void doctor.run();
    return () => doctor.dispose();
  }, [doctor]);
  return (
    <>
      <Verdict running={running} findings={findings} />
      <div className="buttons">
        <button type="button" className="primary" disabled={running} onClick={() => void doctor.run()}>
          {words.doctor.again}
        </button>
        <button type="button" disabled={running} onClick={() => copy(reportOf(findings, new Date()))}>
          <Icon name="copy" size={20} />
          {words.doctor.copy}
        </button>
      </div>
      <p role="status" className="hint said">
        {said}
      </p>
      {GROUPS.map((group) => (
        <Part key={group} group={group} findings={findings.filter((finding) => finding.group === group)} />
      ))}
    </>
  );
}

/** All of it in one sentence, which is read out when it changes. */
function Verdict({ running, findings }: { running: boolean; findings: readonly Finding[] }) {
  const status = running ? 'checking' : worst(findings);
  const first = status === 'warning' || status === 'failed' ? findings.find((finding) => finding.status === status) : undefined;
  return (
    <div className={`card doctor-verdict doctor-${status}`} role="status" aria-busy={running}>
      <Icon name={STATUS_ICONS[status]} size={32} />
      <div>
        <p className="doctor-title">{titleOf(status, findings)}</p>
        {first && (
          <p>
            <bdi>{nameOf(first.name)}</bdi>: {saidOf(first).cause}
          </p>
        )}
        <p>{status === 'checking' ? words.doctor.runningText : status === 'ok' ? words.doctor.goodText : words.doctor.problemText}</p>
      </div>
    </div>
  );
}

function titleOf(status: Finding['status'], findings: readonly Finding[]): string {
  switch (status) {
    case 'checking':
      return words.doctor.running;
    case 'ok':
      return words.doctor.good;
    case 'warning':
      return words.doctor.warning;
    case 'failed':
      return words.doctor.failed(findings.filter((finding) => finding.status === 'failed').length);
    default:
      return status satisfies never;
  }
}

function Part({ group, findings }: { group: Group; findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <section className="card">
      <h2>{words.doctor.groups[group]}</h2>
      <ul className="doctor-list">
        {findings.map((finding) => (
          <FindingRow key={finding.name} finding={finding} />
        ))}
      </ul>
    </section>
  );
}
