import { words } from '../../words';

/** The number that the person compares between two devices; nothing while it is reckoned. */
export function CheckNumber({ groups }: { groups: readonly string[] | undefined }) {
  return (
    <p className="check-number" dir="ltr" role="img" aria-label={words.devices.checkLabel(groups?.map((group) => Array.from(group).join(' ')).join(', ') ?? '')}>
      {groups?.map((group, place) => <span key={place}>{group}</span>) ?? '…'}
    </p>
  );
}
