import { Point } from '@noble/ed25519';
import { fromBase58, toBase58 } from './base58';

const PREFIX = 'call:';
/** 32 bytes are at most 44 characters; nothing longer is worth decoding. */
const LONGEST = PREFIX.length + 44;

/** The address of a 32-byte Ed25519 public key. */
export const addressOf = (publicKey: Uint8Array): string => PREFIX + toBase58(publicKey);

/**
 * The public key of an address, or undefined for what is no address: another prefix or alphabet, another length, not
 * the canonical encoding of a point, or a point of low order (for which anybody can forge signatures, RFC 8032 5.1.7).
 */
export function publicKeyOf(address: string): Uint8Array<ArrayBuffer> | undefined {
  if (!address.startsWith(PREFIX) || address.length > LONGEST) return undefined;
  const key = fromBase58(address.slice(PREFIX.length));
  return key && isStrongKey(key) ? key : undefined;
}

/** Whether these bytes are a public key that only its owner can sign for. */
export function isStrongKey(key: Uint8Array): boolean {
  if (key.length !== 32) return false;
  try {
    return !Point.fromBytes(key).isSmallOrder();
  } catch {
    return false;
  }
}

export const isAddress = (text: string): boolean => publicKeyOf(text) !== undefined;

/** Short enough for a line of text, long enough to tell two people apart by eye. */
export const shortAddress = (address: string): string => `${address.slice(0, 11)}…${address.slice(-4)}`;

/** The id of the direct conversation of two people; the same from either side. */
export async function conversationOf(one: string, other: string): Promise<string> {
  const [lower, higher] = one < other ? [one, other] : [other, one];
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${lower}\n${higher}`));
  return `dm:${toBase58(new Uint8Array(digest))}`;
}
