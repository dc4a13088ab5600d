import { expect, test } from '@playwright/test';
import { Person } from './person';
import type { Frame } from './wire';

const FINGERPRINT = /a=fingerprint:sha-256 [0-9A-F:]+/g;
const ANOTHER = `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`;

function swapIn(type: string): (frame: Frame) => Frame {
  return (frame) => (frame.type === type ? { ...frame, sdp: String(frame.sdp).replace(FINGERPRINT, ANOTHER) } : frame);
}

for (const { what, type, sees } of [
  { what: 'offer', type: 'webrtc:offer', sees: 'Bo' },
  { what: 'answer', type: 'webrtc:answer', sees: 'Ana' },
]) {
  test(`somebody who swaps the fingerprint of the ${what} ends the call, loudly, and hears nothing`, async ({ browser }) => {
    const [ana, bo] = await Promise.all(['Ana', 'Bo'].map((name) => Person.arrive(browser, name, { tapped: true }))) as [Person, Person];
    await Promise.all([ana.add(bo), bo.add(ana)]);
    const deceived = sees === 'Bo' ? bo : ana;
    deceived.wire.toPage = swapIn(type);
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
