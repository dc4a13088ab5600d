import { routeOf } from '../app/router';
import { isAddress } from '../protocol/address';

/** Somebody as a link or a pasted address names them; the name is what they call themselves, or empty. */
export interface Invitation {
  address: string;
  name: string;
}

/** A link's part after its page, up to where somebody's own words go on. */
const LINK = /#\/add\/[^\s<>"“”«»]+/;
const ADDRESS = /call:[1-9A-HJ-NP-Za-km-z]{32,44}(?![0-9A-Za-z])/;
/** What a sentence puts behind a link, and no link ends with. */
const SENTENCE_END = /[.,;:!?)\]]+$/;

/** Reads what people paste: an address, a link, or a message with one in it; undefined where there is no valid address. */
export function invitationOf(pasted: string): Invitation | undefined {
  const [link] = LINK.exec(pasted) ?? [];
  if (link !== undefined) return linkedIn(link) ?? linkedIn(link.replace(SENTENCE_END, ''));
  const [address] = ADDRESS.exec(pasted) ?? [];
  return address !== undefined && isAddress(address) ? { address, name: '' } : undefined;
}

function linkedIn(link: string): Invitation | undefined {
  const route = routeOf(link);
  return route.screen === 'add' && isAddress(route.address) ? { address: route.address, name: route.name } : undefined;
}
