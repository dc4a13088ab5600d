import { BackLink } from '../../ui/BackLink';
import { useNames } from './useNames';

export function PersonScreen({ address }: { address: string }) {
  const name = useNames()(address);
  return (
    <header className="pane-head">
      <BackLink to={{ screen: 'people' }} />
      <h1>{name}</h1>
    </header>
  );
}
