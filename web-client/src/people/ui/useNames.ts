import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { shortAddress } from '../../protocol/address';

/** What to call somebody: the name given to them, else their shortened address. */
export function useNames(): (address: string) => string {
  const { contacts } = useSession();
  useStore(contacts);
  return (address) => contacts.nameOf(address) || shortAddress(address);
}
