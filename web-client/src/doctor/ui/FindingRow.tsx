import { Icon, type IconName } from '../../ui/Icon';
import { words } from '../../words';
import type { Finding, Status } from '../findings';
import { nameOf, saidOf } from '../report';

export const STATUS_ICONS: Record<Status, IconName> = { checking: 'clock', ok: 'check', warning: 'warning', failed: 'close' };

/** One thing that was looked at: how it is, and where it is not well, why and what helps. */
export function FindingRow({ finding }: { finding: Finding }) {
  const { status, types = [], ms, code } = finding;
  const { cause, cure } = saidOf(finding);
  return (
    <li className={`doctor-row doctor-${status}`}>
      <span className="doctor-mark">
        <Icon name={STATUS_ICONS[status]} size={20} />
      </span>
      <div className="doctor-text">
        <p className="doctor-name">
          <bdi>{nameOf(finding.name)}</bdi> <span className="doctor-status">{words.doctor.status[status]}</span>
        </p>
        {cause !== undefined && <p>{cause}</p>}
        {cure !== undefined && <p>{cure}</p>}
        {types.length > 0 && <p className="hint">{words.doctor.found(types.map((type) => words.doctor.types[type]).join(', '))}</p>}
        {ms !== undefined && code === undefined && <p className="hint">{words.doctor.took(Math.round(ms))}</p>}
      </div>
    </li>
  );
}
