import { expect, test } from 'vitest';
import { JWS } from '../protocol';
import { identityOf, signAs } from '../protocol/identity';
import { verify } from '../protocol/jws';
import { FakeLink } from '../testing/fakeLink';
import { DeviceBook } from './deviceBook';

const ana = await identityOf(new Uint8Array(32).fill(1));
const WAITING = { device: '1b4e28ba-2fa1-4d2e-883f-0016d3cca427', key: 'oQ3tn1Zc0GQ0bJrQ3aWmLDe8T7vVqcSkrDrl8l5bJ2E', name: 'Phone', expiresAt: 1 };

function book() {
  const link = new FakeLink(ana.address);
  link.comesUp();
  link.sign = (typ, payload) => signAs(ana, typ, payload);
  const last = () => JSON.parse(link.fetched.at(-1)?.init?.body as string) as Record<string, string>;
  return { devices: new DeviceBook(link), link, last };
}

test('a device is certified by the address’s own key, for its key and id', async () => {
  const { devices, link, last } = book();
  await devices.admit('7KQ2M9XV4T', WAITING, 'Ana');
  expect(link.fetched[0]).toMatchObject({ path: '/api/links/7KQ2M9XV4T', init: { method: 'PUT' } });
  const { key, device, name } = WAITING;
  expect(await verify(last().cert!, { typ: JWS.device, kid: ana.address })).toEqual({ key, device, name, iat: expect.any(Number) as number });
});

test('a device is removed by the address’s own key, and by a signature that was never used before', async () => {
  const { devices, last } = book();
  const signed = [];
  for (let round = 0; round < 2; round++) {
    await devices.remove(WAITING.device);
    signed.push(await verify(last().revocation!, { typ: JWS.revoke, kid: ana.address }));
  }
  expect(signed[0]).toMatchObject({ device: WAITING.device });
  expect(signed[0]?.jti).not.toBe(signed[1]?.jti);
});
