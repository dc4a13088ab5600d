import { base64url } from 'jose';
import { describe, expect, test } from 'vitest';
import { bytesOf, vectors } from '../testing/vectors';
import { addressOf, publicKeyOf } from './address';
import { type Identity, identityOf, newSeed } from './identity';
import { BadSignature, hashOf, JWS, signJws, verify } from './jws';

const a = await identityOf(bytesOf(vectors.a.seed));
const b = await identityOf(bytesOf(vectors.b.seed));
const device = await identityOf(newSeed());
const deviceKey = base64url.encode(publicKeyOf(device.address)!);
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

const encode = (value: object) => base64url.encode(JSON.stringify(value));

/** Signs whatever header a test wants. */
async function forge(signer: Identity, header: object, payload: object): Promise<string> {
  const text = `${encode(header)}.${encode(payload)}`;
  const signature = await crypto.subtle.sign('Ed25519', signer.key, new TextEncoder().encode(text));
  return `${text}.${base64url.encode(new Uint8Array(signature))}`;
}

const refusal = async (jws: string, expected: Parameters<typeof verify>[1] = { typ: JWS.call, kid: a.address }) => {
  const error = await verify(jws, expected).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error, 'it must be refused').toBeInstanceOf(BadSignature);
  return (error as BadSignature).message;
};

describe('vectors', () => {
  test('the intent, byte for byte, and its hash', async () => {
    const payload = {
      call: '01890000-0000-7000-8000-000000000001', from: a.address, to: b.address,
      device: '11111111-1111-4111-8111-111111111111', media: 'video', name: 'Ana', aud: 'https://callvault.example',
      iat: 1767225600, jti: '22222222-2222-4222-8222-222222222222',
    };
    expect(await signJws(a.key, a.address, JWS.call, payload)).toBe(vectors.intent);
    expect(await hashOf(vectors.intent)).toBe(vectors.intentHash);
    expect(await verify(vectors.intent, { typ: JWS.call, kid: a.address })).toEqual(payload);
  });

  test('the proof of the opening, byte for byte', async () => {
    const payload = {
      nonce: 'A'.repeat(43), aud: 'https://callvault.example', device: '11111111-1111-4111-8111-111111111111', conn: 1,
      iat: 1767225600,
    };
    expect(await signJws(a.key, a.address, JWS.auth, payload)).toBe(vectors.auth);
  });
});

describe('refused', () => {
  const header = { alg: 'EdDSA', typ: JWS.call, kid: a.address };

  test('another purpose, another signer', async () => {
    expect(await refusal(vectors.auth)).toBe('it was signed for another purpose');
    expect(await refusal(vectors.intent, { typ: JWS.call, kid: b.address })).toBe('somebody else signed it');
    expect(await refusal(await forge(b, header, {}))).toBe('the signature does not fit');
  });

  test.each(['none', 'ES256', 'HS256', 'Ed25519'])('the algorithm %s', async (alg) => {
    expect(await refusal(await forge(a, { ...header, alg }, {}))).toBe('the algorithm is not EdDSA');
  });

  test('a payload that was changed', async () => {
    const [head, , signature] = vectors.intent.split('.');
    expect(await refusal(`${head}.${encode({ call: 'other' })}.${signature}`)).toBe('the signature does not fit');
  });

  test('S above the order of the base point, though it is the same S', async () => {
    const [head, payload, signature] = vectors.intent.split('.');
    const bytes = base64url.decode(signature!);
    let s = bytes.subarray(32).reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n) + L;
    for (let at = 32; at < 64; at++, s /= 256n) bytes[at] = Number(s % 256n);
    expect(await refusal(`${head}.${payload}.${base64url.encode(bytes)}`)).toBe('S is not canonical');
  });

  test('a key of low order, for which WebCrypto itself accepts the forgery', async () => {
    const identityPoint = bytesOf(`01${'00'.repeat(31)}`);
    const kid = addressOf(identityPoint);
    // R is the identity too and S is 0: S·B = R + h·A holds for every message.
    const forged = new Uint8Array(64);
    forged[0] = 1;
    const text = `${encode({ ...header, kid })}.${encode({})}`;
    const jws = `${text}.${base64url.encode(forged)}`;
    const key = await crypto.subtle.importKey('raw', identityPoint, 'Ed25519', false, ['verify']);
    expect(await crypto.subtle.verify('Ed25519', key, forged, new TextEncoder().encode(text))).toBe(true);
    expect(await refusal(jws, { typ: JWS.call, kid })).toBe('the signer has no valid address');
  });

  test('critical extensions, text that is no JWS, a payload that is no object', async () => {
    expect(await refusal(await forge(a, { ...header, crit: ['b64'], b64: false }, {}))).toBe('it has extensions');
    expect(await refusal('no.jws')).toBe('it is no JWS');
    expect(await refusal('')).toBe('it is no JWS');
    expect(await refusal(await forge(a, header, []))).toBe('the payload is no object');
  });
});

describe('device certificates', () => {
  const header = { alg: 'EdDSA', typ: JWS.media, kid: a.address };
  const expected = { typ: JWS.media, kid: a.address };

  test('a device that the address certified speaks for it', async () => {
    const cert = await signJws(a.key, a.address, JWS.device, { device: 'd1', key: deviceKey, iat: 1 });
    expect(await verify(await forge(device, { ...header, cert }, { device: 'd1' }), expected)).toEqual({ device: 'd1' });
  });

  test('but not for another device, and not with a certificate from somebody else', async () => {
    const cert = await signJws(a.key, a.address, JWS.device, { device: 'd1', key: deviceKey, iat: 1 });
    expect(await refusal(await forge(device, { ...header, cert }, { device: 'd2' }), expected)).toBe(
      'the certificate is for another device',
    );
    const foreign = await signJws(b.key, b.address, JWS.device, { device: 'd1', key: deviceKey, iat: 1 });
    expect(await refusal(await forge(device, { ...header, cert: foreign }, { device: 'd1' }), expected)).toBe('somebody else signed it');
  });

  test('a certificate for a key of low order is none', async () => {
    const key = base64url.encode(bytesOf(`01${'00'.repeat(31)}`));
    const cert = await signJws(a.key, a.address, JWS.device, { device: 'd1', key, iat: 1 });
    expect(await refusal(await forge(device, { ...header, cert }, { device: 'd1' }), expected)).toBe('the device has no valid key');
  });
});
