import { beforeAll, describe, expect, it } from 'vitest';
import { hashOf, JWS } from '../protocol';
import { Breach, demandFresh, type Description, MediaProofs, readAcceptance, readIntent } from './proof';
import { FINGERPRINT, type Person, person, sdp } from './testing';

let ana: Person;
let bo: Person;
let eve: Person;
let intent: string;
let hash: string;

const call = '01890000-0000-7000-8000-000000000001';
const iat = 1_800_000_000;
const other = FINGERPRINT.replace('00:01', '01:00');

beforeAll(async () => {
  [ana, bo, eve] = await Promise.all([person(1), person(2), person(3)]);
  intent = await ana.sign(JWS.call, intentClaims());
  hash = await hashOf(intent);
});

const intentClaims = (change: object = {}) => ({
  call, from: ana.address, to: bo.address, device: ana.device, media: 'video', name: 'Ana', aud: 'https://a.example', iat, jti: 'j', ...change,
});

describe('an intent', () => {
  const read = (jws: string) => readIntent(jws, { call, from: ana.address, to: bo.address });

  it('tells who calls whom, from which device', async () => {
    expect(await read(intent)).toMatchObject({ from: ana.address, to: bo.address, device: ana.device, media: 'video', name: 'Ana' });
  });

  it.each([
    ['signed by somebody else', () => eve.sign(JWS.call, intentClaims())],
    ['from somebody else', () => ana.sign(JWS.call, intentClaims({ from: eve.address }))],
    ['for somebody else', () => ana.sign(JWS.call, intentClaims({ to: eve.address }))],
    ['of another call', () => ana.sign(JWS.call, intentClaims({ call: 'another' }))],
    ['signed for another purpose', () => ana.sign(JWS.accept, intentClaims())],
    ['of no kind of media', () => ana.sign(JWS.call, intentClaims({ media: 'smell' }))],
    ['that was altered', () => Promise.resolve(altered(intent))],
    ['that is no JWS', () => Promise.resolve('rubbish')],
  ])('%s does not ring', async (_, make) => {
    await expect(read(await make())).rejects.toThrow(Breach);
  });

  it('does not ring when it is older than ended calls are remembered', async () => {
    const read_ = await read(intent);
    expect(() => demandFresh(read_, iat * 1000 + 600_000)).not.toThrow();
    expect(() => demandFresh(read_, iat * 1000 + 600_001)).toThrow(Breach);
  });
});

describe('an acceptance', () => {
  const claims = (change: object = {}) => ({ call, from: bo.address, device: bo.device, intent: hash, iat, ...change });
  const read = (jws: string, device?: string) =>
    readAcceptance(jws, { call, from: bo.address, intent: hash, ...(device === undefined ? {} : { device }) });

  it('tells the device that answered', async () => {
    expect(await read(await bo.sign(JWS.accept, claims()))).toBe(bo.device);
  });

  it.each([
    ['by somebody else', () => eve.sign(JWS.accept, claims())],
    ['in the name of somebody else', () => bo.sign(JWS.accept, claims({ from: eve.address }))],
    ['of another intent', () => bo.sign(JWS.accept, claims({ intent: 'other' }))],
    ['of another call', () => bo.sign(JWS.accept, claims({ call: 'another' }))],
    ['signed for another purpose', () => bo.sign(JWS.media, claims())],
  ])('%s is refused', async (_, make) => {
    await expect(read(await make())).rejects.toThrow(Breach);
  });

  it('of another device than the server names is refused', async () => {
    await expect(read(await bo.sign(JWS.accept, claims()), 'other')).rejects.toThrow(Breach);
  });
});

describe('a description', () => {
  const claims = (change: object = {}) => ({ call, device: bo.device, kind: 'answer', gen: 1, fingerprint: FINGERPRINT, intent: hash, iat, ...change });
  const description = async (change: object = {}, part: Partial<Description> = {}, signer = bo): Promise<Description> => ({
    kind: 'answer', gen: 1, sdp: sdp('u', FINGERPRINT), proof: await signer.sign(JWS.media, claims(change)), ...part,
  });
  const check = (what: Description, proofs = new MediaProofs()) =>
    proofs.check(what, { call, address: bo.address, device: bo.device, intent: hash });

  it('that is signed tells the fingerprint to expect', async () => {
    expect(await check(await description())).toBe(FINGERPRINT.toLowerCase());
  });

  it('compares fingerprints without regard to case', async () => {
    await check(await description({ fingerprint: FINGERPRINT.toLowerCase() }));
  });

  it.each([
    ['by somebody else', () => description({}, {}, eve)],
    ['of another device', () => description({ device: 'other' })],
    ['of another generation', () => description({ gen: 2 })],
    ['of another kind', () => description({ kind: 'offer' })],
    ['of another call', () => description({ call: 'another' })],
    ['under another intent', () => description({ intent: 'other' })],
    ['whose fingerprint was swapped', () => description({}, { sdp: sdp('u', other) })],
    ['with a second fingerprint that was not signed', () => description({}, { sdp: sdp('u', FINGERPRINT, other) })],
    ['without a fingerprint', () => description({}, { sdp: sdp('u') })],
    ['with a weak fingerprint', () => description({ fingerprint: 'sha-1 00:01' }, { sdp: sdp('u', 'sha-1 00:01') })],
    ['without a proof', () => description({}, { proof: '' })],
  ])('%s is refused', async (_, make) => {
    await expect(check(await make())).rejects.toThrow(Breach);
  });

  it('may not change its fingerprint within a generation, though it is signed', async () => {
    const proofs = new MediaProofs();
    await check(await description(), proofs);
    const changed = await description({ fingerprint: other }, { sdp: sdp('u', other) });
    await expect(check(changed, proofs)).rejects.toThrow('changed within a generation');
  });

  it('may have another fingerprint in the next generation', async () => {
    const proofs = new MediaProofs();
    await check(await description(), proofs);
    const next = await description({ gen: 2, fingerprint: other }, { gen: 2, sdp: sdp('u', other) });
    expect(await check(next, proofs)).toBe(other.toLowerCase());
  });
});

function altered(jws: string): string {
  const [header, payload = '', signature] = jws.split('.');
  return [header, `${payload.slice(0, -2)}${payload.at(-1)}${payload.at(-2)}`, signature].join('.');
}
