import { base64url, CompactSign, compactVerify, decodeProtectedHeader } from 'jose';
import { isStrongKey, publicKeyOf } from './address';
import { isObject, object, optional, ShapeError, text } from './shape';

/** The purposes of a signature; one made for one purpose is never good for another. */
export const JWS = {
  auth: 'callvault-auth+jws',
  call: 'callvault-call+jws',
  accept: 'callvault-accept+jws',
  media: 'callvault-media+jws',
  device: 'callvault-device+jws',
  revoke: 'callvault-revoke+jws',
  deletion: 'callvault-deletion+jws',
} as const;
export type JwsType = (typeof JWS)[keyof typeof JWS];

/** A signature that must not be believed; the message says why and quotes nothing. */
export class BadSignature extends Error {
  override name = 'BadSignature';
}

/**
 * JWS compact (RFC 7515, EdDSA of RFC 8037); the header's order is that of the test vectors. A device that signs by a key of
 * its own shows its certificate.
 */
export function signJws(key: CryptoKey, address: string, typ: string, payload: object, cert?: string): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'EdDSA', typ, kid: address, ...(cert === undefined ? {} : { cert }) })
    .sign(key);
}

/** Base64url SHA-256 of a JWS as it was sent: how an acceptance and a media proof name an intent. */
export async function hashOf(jws: string): Promise<string> {
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(jws))));
}

const certificate = object({ device: text, key: text, name: optional(text) });

/**
 * Checks that `kid` signed this for that purpose, and returns the payload; rejects with {@link BadSignature}.
 * The key is the address itself, or one of a device that the address certified; then it speaks for that device only.
 * Browsers accept forged signatures for keys of low order, so the key is checked here; so is S, which must be
 * canonical (below L).
 */
export async function verify(jws: string, expected: { typ: JwsType; kid: string }): Promise<Record<string, unknown>> {
  const header = headerOf(jws);
  if (header.alg !== 'EdDSA') throw new BadSignature('the algorithm is not EdDSA');
  if (header.typ !== expected.typ) throw new BadSignature('it was signed for another purpose');
  if (header.kid !== expected.kid) throw new BadSignature('somebody else signed it');
  if (header.crit !== undefined || header.b64 !== undefined) throw new BadSignature('it has extensions');
  const own = publicKeyOf(expected.kid);
  if (!own) throw new BadSignature('the signer has no valid address');
  if (header.cert === undefined || expected.typ === JWS.device) return payloadOf(jws, own);
  const { key, device } = await certifiedKey(header.cert, expected.kid);
  const payload = await payloadOf(jws, key);
  if (payload.device !== device) throw new BadSignature('the certificate is for another device');
  return payload;
}

function headerOf(jws: string): Record<string, unknown> {
  try {
    return decodeProtectedHeader(jws);
  } catch {
    throw new BadSignature('it is no JWS');
  }
}

async function certifiedKey(cert: unknown, address: string): Promise<{ key: Uint8Array<ArrayBuffer>; device: string }> {
  if (typeof cert !== 'string') throw new BadSignature('the certificate is no JWS');
  const signed = await verify(cert, { typ: JWS.device, kid: address });
  try {
    const { key, device } = certificate(signed, '');
    const bytes = Uint8Array.from(base64url.decode(key));
    if (!isStrongKey(bytes)) throw new BadSignature('the device has no valid key');
    return { key: bytes, device };
  } catch (error) {
    if (error instanceof BadSignature) throw error;
    throw new BadSignature(error instanceof ShapeError ? error.message : 'the certificate cannot be read');
  }
}

async function payloadOf(jws: string, publicKey: Uint8Array<ArrayBuffer>): Promise<Record<string, unknown>> {
  let payload: unknown;
  try {
    if (!hasCanonicalS(base64url.decode(jws.split('.')[2] ?? ''))) throw new BadSignature('S is not canonical');
    const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
    const verified = await compactVerify(jws, key, { algorithms: ['EdDSA'] });
    payload = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(verified.payload));
  } catch (error) {
    throw error instanceof BadSignature ? error : new BadSignature('the signature does not fit');
  }
  if (!isObject(payload)) throw new BadSignature('the payload is no object');
  return payload;
}

/** The order of the base point, RFC 8032 5.1. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

function hasCanonicalS(signature: Uint8Array): boolean {
  return signature.length === 64 && signature.subarray(32).reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n) < L;
}
