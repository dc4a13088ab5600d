import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WireError } from '../protocol';
import { FakeLink } from '../testing/fakeLink';
import { words } from '../words';
import { Doctor, type DoctorTools } from './doctor';
import { type Finding, worst } from './findings';
import { reportOf, saidOf } from './report';
import { type Behaviour, FakeNet } from './testing';

const TURN = 'turn:relay.example:3478?transport=udp';
const REST = '/api/diagnostics?page=https%3A%2F%2Fcall.example';
const STUN = 'stun:relay.example:3478';

let link: FakeLink;
let served: Record<string, object | undefined>;

beforeEach(() => {
  vi.useFakeTimers();
  link = new FakeLink('call:me');
  link.comesUp();
  served = {
    '/api/turn-config?for=test': { mode: 'custom', iceServers: [{ urls: [STUN] }, { urls: [TURN], username: 'u', credential: 'a secret' }], expiresAt: 0 },
    '/api/diagnostics/ice': { checks: [{ name: 'TURN_MODE', status: 'ok' }, { name: TURN, status: 'ok' }] },
  };
  link.serve = (path) => served[path] ?? new WireError('not_found', '', false);
});

afterEach(() => vi.useRealTimers());

async function examine(behaviours: Record<string, Behaviour>, more: Partial<DoctorTools> = {}): Promise<{ doctor: Doctor; net: FakeNet; of: (name: string) => Finding | undefined }> {
  const net = new FakeNet({ [STUN]: 'relays', ...behaviours });
  const doctor = new Doctor(link, { newPeer: net.newPeer, secure: true, origin: 'https://call.example', microphone: () => Promise.resolve('granted'), ...more });
  const run = doctor.run();
  await vi.runAllTimersAsync();
  await run;
  return { doctor, net, of: (name) => doctor.getSnapshot().findings.find((finding) => finding.name === name && (finding.group === 'paths' || !name.includes(':'))) };
}

describe('the connection doctor', () => {
  it('finds that all is well, and what each server gave', async () => {
    const { doctor, net, of } = await examine({ [TURN]: 'relays' });
    const { findings, running } = doctor.getSnapshot();
    expect(running).toBe(false);
    expect(worst(findings)).toBe('ok');
    expect(of(STUN)).toMatchObject({ status: 'ok', types: ['host', 'srflx'] });
    expect(of(TURN)).toMatchObject({ status: 'ok', types: ['host', 'relay'], ms: expect.any(Number) as number });
    expect(net.peers.map(({ closed }) => closed)).toEqual([true, true, true, true]);
    expect(net.peers.slice(2).map(({ configuration }) => configuration.iceTransportPolicy)).toEqual(['relay', 'relay']);
  });

  it.each<[Behaviour, string]>([[401, 'refused_here'], [486, 'full_here'], [701, 'not_reached'], ['silent', 'not_reached'], ['swallows', 'relay_silent']])(
    'of a relay that does %s it says %s',
    async (behaviour, code) => {
      const { doctor, net, of } = await examine({ [TURN]: behaviour });
      expect(of(TURN)).toMatchObject({ status: 'failed', code });
      expect(worst(doctor.getSnapshot().findings)).toBe('failed');
      expect(net.peers.every(({ closed }) => closed)).toBe(true);
    },
  );

  it('asks for credentials anew for each server, since they are good for a minute only', async () => {
    await examine({ [TURN]: 'silent' });
    expect(link.fetched.filter(({ path }) => path.startsWith('/api/turn-config'))).toHaveLength(3);
  });

  it('a server that only tells addresses and does not answer is no reason for a call to fail', async () => {
    expect((await examine({ [STUN]: 701, [TURN]: 'relays' })).of(STUN)).toMatchObject({ status: 'warning', code: 'not_reached' });
  });

  it('says that there is no relay', async () => {
    served['/api/turn-config?for=test'] = { mode: 'off', iceServers: [], expiresAt: 0 };
    expect((await examine({})).of('relays')).toMatchObject({ status: 'warning', code: 'no_relay' });
  });

  it('without a connection it says so, and asks nothing of the server', async () => {
    link.goesDown();
    const { doctor, of } = await examine({});
    expect(of('socket')).toMatchObject({ status: 'failed', code: 'no_socket' });
    expect(of('clock')).toBeUndefined();
    expect(link.fetched).toEqual([]);
    expect(doctor.getSnapshot().running).toBe(false);
  });

  it('waits for a connection that is on its way', async () => {
    link.goesDown();
    setTimeout(() => link.comesUp(), 2000);
    expect((await examine({ [TURN]: 'relays' })).of('socket')).toMatchObject({ status: 'ok' });
  });

  it('tells a clock that is off, a page that is not secure and a microphone that is denied', async () => {
    link.now = () => Date.now() + 5 * 60_000;
    const { of } = await examine({ [TURN]: 'relays' }, { secure: false, microphone: () => Promise.resolve('denied') });
    expect(of('clock')).toMatchObject({ status: 'warning', code: 'clock_off', ms: 300_000 });
    expect(saidOf(of('clock')!).cause).toContain('5 min behind');
    expect(of('secure')).toMatchObject({ status: 'failed' });
    expect(of('microphone')).toMatchObject({ status: 'failed' });
  });

  it('shows what the server found, also what this page has no words for, and nothing of what it does not tell', async () => {
    served[REST] = { checks: [{ name: 'storage', status: 'failed', code: 'new', cause: 'It is full.', cure: 'Make room.' }] };
    const { of } = await examine({ [TURN]: 'relays' });
    expect(saidOf(of('storage')!)).toEqual({ cause: 'It is full.', cure: 'Make room.' });
    served[REST] = undefined;
    served['/api/diagnostics/ice'] = undefined;
    const later = await examine({ [TURN]: 'relays' });
    expect(later.of('storage')).toBeUndefined();
    expect(later.of('ice')).toMatchObject({ status: 'failed', code: 'unread' });
  });

  it('says a known cause in the reader’s words', () => {
    expect(saidOf({ group: 'server', name: TURN, status: 'failed', code: 'udp_filtered', cause: 'x', cure: 'y' }).cause).toBe(words.doctor.causes.udp_filtered.cause);
    expect(saidOf({ group: 'server', name: TURN, status: 'failed', code: 'toString', cause: 'x', cure: 'y' }).cause).toBe('x');
  });

  it('a report has what was found, and no secret', async () => {
    const { doctor } = await examine({ [TURN]: 401 });
    const report = reportOf(doctor.getSnapshot().findings, new Date(0), 'Chrome · Linux');
    expect(report).toContain('1970-01-01T00:00:00.000Z · Chrome · Linux');
    expect(report).toMatch(/Does not work: turn:relay.example:3478\?transport=udp \(host\): \[refused_here\]/);
    expect(report).not.toContain('a secret');
    expect(report).not.toContain('call:me');
  });

  it('who leaves the page leaves no connection open', async () => {
    const net = new FakeNet({});
    const doctor = new Doctor(link, { newPeer: net.newPeer, secure: true, origin: 'https://call.example', microphone: () => Promise.resolve(undefined) });
    const run = doctor.run();
    await vi.waitFor(() => expect(net.peers.length).toBe(1));
    doctor.dispose();
    await run;
    expect(net.peers.map(({ closed }) => closed)).toEqual([true]);
  });
});
