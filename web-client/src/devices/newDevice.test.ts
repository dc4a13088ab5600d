import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { JWS } from '../protocol';
import { type Identity, identityOf, signAs } from '../protocol/identity';
import { verify } from '../protocol/jws';
import { checkNumberOf } from './checkNumber';
import { NewDevice, type NewDeviceState } from './newDevice';

const ana = await identityOf(new Uint8Array(32).fill(1));
const ben = await identityOf(new Uint8Array(32).fill(2));

/** The server's side of one link, by hand. */
class Links {
  opened: { key: string; device: string }[] = [];
  answer: () => { status: number; body: object } = () => ({ status: 200, body: { expiresAt: 1 } });
  secrets: (string | null)[] = [];

  fetch = (path: string, init?: RequestInit): Promise<Response> => {
    if (path === '/api/links') {
      this.opened.push(JSON.parse(init?.body as string) as { key: string; device: string });
      return Promise.resolve(Response.json({ code: `CODE00000${this.opened.length}`, secret: 'secret', expiresAt: 1 }, { status: 201 }));
    }
    this.secrets.push(new Headers(init?.headers).get('Link-Secret'));
    const { status, body } = this.answer();
    return Promise.resolve(Response.json(body, { status }));
  };
}

let links: Links;
let device: NewDevice;
const adopt = vi.fn((_identity: Identity, _name: string, _device: string) => Promise.resolve());

beforeEach(() => {
  vi.useFakeTimers();
  adopt.mockClear();
  links = new Links();
  vi.stubGlobal('fetch', links.fetch);
  vi.stubGlobal('reportError', vi.fn());
  vi.stubGlobal('navigator', { userAgent: 'Firefox on Linux' });
  device = new NewDevice(adopt);
});

afterEach(() => {
  device.dispose();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Asks once more. */
async function ask(): Promise<NewDeviceState> {
  const changed = new Promise<void>((resolve) => device.subscribe(resolve));
  vi.advanceTimersByTime(2_000);
  await changed;
  return device.getSnapshot();
}

const certify = async (by: Identity, change: object = {}) => {
  const { key, device: id } = links.opened[0]!;
  const cert = await signAs(by, JWS.device, { device: id, key, iat: 1, ...change });
  links.answer = () => ({ status: 200, body: { expiresAt: 1, address: ana.address, cert, name: 'Ana' } });
};

describe('a browser that becomes one more device of somebody', () => {
  test('shows its code, its own key and the number of that key', async () => {
    await device.start();
    const { key, device: id } = links.opened[0]!;
    expect(device.getSnapshot()).toEqual({ phase: 'waiting', link: { code: 'CODE000001', key }, check: await checkNumberOf(key, id) });
  });

  test('is certified, is kept only once the person says so, and signs for them from then on', async () => {
    await device.start();
    await certify(ana);
    expect(await ask()).toEqual({ phase: 'linked', address: ana.address, name: 'Ana' });
    expect(links.secrets).toEqual(['secret']);
    expect(adopt).not.toHaveBeenCalled();
    await device.accept();
    expect(adopt).toHaveBeenCalledOnce();
    const [identity, name, id] = adopt.mock.calls[0]!;
    expect(name).toBe('Ana');
    expect(id).toBe(links.opened[0]?.device);
    expect(identity.key.extractable).toBe(false);
    const signed = await signAs(identity, JWS.auth, { device: id });
    expect(await verify(signed, { typ: JWS.auth, kid: ana.address })).toEqual({ device: id });
  });

  test.each<[string, Identity, object]>([
    ['another person’s key', ben, {}],
    ['another device', ana, { device: 'another' }],
    ['another key', ana, { key: 'oQ3tn1Zc0GQ0bJrQ3aWmLDe8T7vVqcSkrDrl8l5bJ2E' }],
  ])('does not believe a certificate by or for %s', async (_, by, change) => {
    await device.start();
    await certify(by, change);
    expect(await ask()).toEqual({ phase: 'over', why: 'bad_signature' });
    await expect(device.accept()).rejects.toThrow();
  });

  test('a code that is over is said, and another one has another key', async () => {
    await device.start();
    links.answer = () => ({ status: 404, body: { code: 'not_found' } });
    expect(await ask()).toEqual({ phase: 'over', why: 'expired' });
    await device.start();
    expect(device.getSnapshot()).toMatchObject({ phase: 'waiting', link: { code: 'CODE000002' } });
    expect(links.opened[0]?.key).not.toBe(links.opened[1]?.key);
  });

  test('a server that is away for a moment is asked again', async () => {
    await device.start();
    links.answer = () => ({ status: 503, body: { code: 'unavailable', retryable: true } });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(device.getSnapshot().phase).toBe('waiting');
    await certify(ana);
    expect(await ask()).toMatchObject({ phase: 'linked' });
  });

  test('too many links are said as what they are', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ code: 'rate_limited', retryable: true }, { status: 429 })));
    await device.start();
    expect(device.getSnapshot()).toEqual({ phase: 'over', why: 'rate_limited' });
  });

  test('asks no more once it is gone', async () => {
    await device.start();
    device.dispose();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(links.secrets).toEqual([]);
  });
});
