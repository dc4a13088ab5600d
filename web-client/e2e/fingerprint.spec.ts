import { expect, test } from '@playwright/test';
import { Person } from './person';
import type { Frame } from './wire';

const FINGERPRINT = /a=fingerprint:sha-256 [0-9A-F:]+/g;
const ANOTHER = `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`;

/** What somebody in between may change of a description. */
const SWAPS: Record<string, (frame: Frame) => Frame> = {
  fingerprint: (frame) => ({ ...frame, sdp: String(frame.sdp).replace(FINGERPRINT, ANOTHER) }),
  device: (frame) => ({ ...frame, proof: withDevice(String(frame.proof), crypto.randomUUID()) }),
  gen: (frame) => ({ ...frame, gen: Number(frame.gen) + 1 }),
};

/** The same proof of another device; nobody but the person could sign it. */
function withDevice(jws: string, device: string): string {
  const [head, claims = '', signature] = jws.split('.');
  const changed = { ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object), device };
  return [head, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.');
}

for (const { what, type, sees } of [
  { what: 'fingerprint', type: 'webrtc:offer', sees: 'Bo' },
  { what: 'fingerprint', type: 'webrtc:answer', sees: 'Ana' },
  { what: 'device', type: 'webrtc:offer', sees: 'Bo' },
  { what: 'gen', type: 'webrtc:answer', sees: 'Ana' },
]) {
  test(`somebody who swaps the ${what} of ${type} ends the call, loudly, and hears nothing`, async ({ browser }) => {
    const [ana, bo] = await Promise.all(['Ana', 'Bo'].map((name) => Person.arrive(browser, name, { tapped: true }))) as [Person, Person];
    await Promise.all([ana.add(bo), bo.add(ana)]);
    const deceived = sees === 'Bo' ? bo : ana;
    deceived.wire.toPage = (frame) => (frame.type === type ? (SWAPS[what]?.(frame) ?? frame) : frame);
    await ana.button('Call with voice').click();
    await bo.button('Answer').click();
    await expect(deceived.page.getByRole('dialog', { name: 'The call was stopped because it was not safe' })).toBeVisible();
    const other = deceived === bo ? ana : bo;
    await expect(other.page.getByRole('timer')).toBeHidden();
    await expect(other.page.getByRole('button', { name: 'Hang up' })).toBeHidden();
    for (const person of [ana, bo]) expect(await person.media()).toMatchObject({ frames: 0, audioBytes: 0 });
    await deceived.picture('not-safe');
    await Promise.all([ana.leave(), bo.leave()]);
  });
}
