import { base64url } from 'jose';
import { addressOf } from './address';
import { signJws } from './jws';

/** A person on this device: their address, and a key that signs but cannot leave the browser. */
export interface Identity {
  readonly address: string;
  readonly key: CryptoKey;
  /** That this person's address certified this device's own key; absent on a device that holds the address's key itself. */
  readonly cert?: string;
}

/** PKCS #8 for an Ed25519 seed (RFC 8410, section 7): these bytes, then the seed. */
const PKCS8 = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20);

/** 32 random bytes. The seed is the identity: seal it or let it go, and overwrite it with zeros afterwards. */
export const newSeed = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(32));

/** The identity of a seed; its key signs and is not extractable. */
export async function identityOf(seed: Uint8Array): Promise<Identity> {
  const pkcs8 = new Uint8Array([...PKCS8, ...seed]);
  try {
    const readable = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
    const { x } = await crypto.subtle.exportKey('jwk', readable);
    if (x === undefined) throw new Error('the browser did not tell the public key');
    const key = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);
    return { address: addressOf(base64url.decode(x)), key };
  } finally {
    pkcs8.fill(0);
  }
}

/** A key of a further device: it signs, never leaves this browser, and is nobody's until an address certifies it. */
export async function newDeviceKey(): Promise<{ key: CryptoKey; publicKey: string }> {
  const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
  return { key: pair.privateKey, publicKey: base64url.encode(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))) };
}

/** JWS compact by this identity. */
export const signAs = (identity: Identity, typ: string, payload: object): Promise<string> =>
  signJws(identity.key, identity.address, typ, payload, identity.cert);
