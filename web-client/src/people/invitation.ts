import { routeOf } from '../app/router';
import { isAddress } from '../protocol/address';

/** Somebody as a link or a pasted address names them; the name is what they call themselves, or empty. */
export interface Invitation {
  address: string;
  name: string;
}

/** Reads what people paste: an address, or a whole link; undefined where there is no valid address in it. */
export function invitationOf(pasted: string): Invitation | undefined {
  const text = pasted.trim();
  const hash = text.indexOf('#/add/');
  if (hash < 0) return isAddress(text) ? { address: text, name: '' } : undefined;
  const route = routeOf(text.slice(hash));
  return route.screen === 'add' && isAddress(route.address) ? { address: route.address, name: route.name } : undefined;
}
