import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Listeners } from '../app/listeners';
import { JWS, WireError } from '../protocol';
import { FakeLink } from '../testing/fakeLink';
import { vectors } from '../testing/vectors';
import { Account } from './account';

const changed = new Listeners();
const erase = vi.fn();
let link: FakeLink;
let account: Account;

beforeEach(() => {
  vi.stubGlobal('location', { origin: 'https://calls.test' });
  erase.mockClear();
  link = new FakeLink(vectors.a.address);
  link.sign = (typ, payload) => Promise.resolve(JSON.stringify({ typ, ...payload }));
  link.subscribe = (listener) => changed.add(listener);
  link.comesUp();
  account = new Account(link, erase);
});

afterEach(() => {
  account.dispose();
  vi.unstubAllGlobals();
});

const gone = () => {
  link.state = { phase: 'stopped', reason: 'account_deleted' };
  changed.tell();
};

test('what is signed says for which server and when, and then everything is erased here', async () => {
  await account.delete();
  const [{ path, init }] = link.fetched as [(typeof link.fetched)[0]];
  expect([init?.method, path]).toEqual(['DELETE', '/api/account']);
  const { deletion } = JSON.parse(init?.body as string) as { deletion: string };
  expect(JSON.parse(deletion)).toEqual({ typ: JWS.deletion, aud: 'https://calls.test', iat: expect.any(Number) as number, jti: expect.any(String) as string });
  expect(erase).toHaveBeenCalledExactlyOnceWith('here');
});

test('what was refused erases nothing, and the account may still go elsewhere', async () => {
  link.serve = () => new WireError('unavailable', '', true);
  await expect(account.delete()).rejects.toMatchObject({ code: 'unavailable' });
  expect(erase).not.toHaveBeenCalled();
  gone();
  expect(erase).toHaveBeenCalledExactlyOnceWith('elsewhere');
});

test('an answer that was lost is told by the closed socket, or by the next one', async () => {
  link.serve = () => {
    gone();
    return new WireError('offline', '', true);
  };
  await account.delete();
  expect(erase).toHaveBeenCalledExactlyOnceWith('here');
  erase.mockClear();
  link.serve = () => new WireError('account_deleted', '', false);
  await account.delete();
  expect(erase).toHaveBeenCalledExactlyOnceWith('here');
});

test('a device that was only removed keeps what it has', () => {
  link.state = { phase: 'stopped', reason: 'revoked' };
  changed.tell();
  expect(erase).not.toHaveBeenCalled();
});
