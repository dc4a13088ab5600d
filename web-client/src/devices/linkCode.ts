import { hrefOf, routeOf } from '../app/router';

/** What a new device shows: the server's code for it, and its public key, which a camera reads along and no server can swap. */
export interface LinkCode {
  readonly code: string;
  /** Base64url; empty where the code was typed. */
  readonly key: string;
}

const FORM = /^[0-9A-HJKMNP-TV-Z]{10}$/;
const KEY = /^[A-Za-z0-9_-]{43}$/;
const LINK = /#\/link\/[^\s<>"“”«»]+/;
const HALF = 5;

/** In two halves, as it is read out. */
export const shownCode = (code: string): string => `${code.slice(0, HALF)}-${code.slice(HALF)}`;

/** What the new device's QR code holds. What stands behind `#` is never sent to a server. */
export const linkUrlOf = (link: LinkCode): string => `${location.origin}/${hrefOf({ screen: 'link', ...link })}`;

/** Reads what people type or scan: a link, or the code in any case, with whatever between; I and L are 1, O is 0. */
export function linkCodeOf(text: string): LinkCode | undefined {
  const [link] = LINK.exec(text) ?? [];
  if (link === undefined) return typed(text, '');
  const route = routeOf(link);
  return route.screen === 'link' && (route.key === '' || KEY.test(route.key)) ? typed(route.code, route.key) : undefined;
}

function typed(text: string, key: string): LinkCode | undefined {
  const code = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return FORM.test(code) ? { code, key } : undefined;
}
