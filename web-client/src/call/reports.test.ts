import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientFrame } from '../protocol';
import { Reports } from './reports';

const CALL = 'call-1';
const STUN = 'stun:turn.example.com:3478';
const TURN = 'turn:turn.example.com:3478?transport=udp';
const TURN_TCP = 'turn:turn.example.com:3478?transport=tcp';
const STATS: readonly (readonly [string, Record<string, unknown>])[] = [
  ['t', { type: 'transport', selectedCandidatePairId: 'p' }],
  ['p', { type: 'candidate-pair', currentRoundTripTime: 0.0421, localCandidateId: 'l', remoteCandidateId: 'r' }],
  ['l', { type: 'local-candidate', candidateType: 'relay', protocol: 'udp', relayProtocol: 'tls', url: TURN, address: '192.0.2.7' }],
  ['r', { type: 'remote-candidate', candidateType: 'srflx', protocol: 'udp', address: '192.0.2.8' }],
  ['a', { type: 'inbound-rtp', packetsReceived: 90, packetsLost: 1, bytesReceived: 900, jitter: 0.004, totalSamplesReceived: 48_000, concealedSamples: 480 }],
  ['v', { type: 'inbound-rtp', packetsReceived: 10, packetsLost: 2, bytesReceived: 100, jitter: 0.011, freezeCount: 2, totalFreezesDuration: 1.5 }],
  ['o', { type: 'outbound-rtp', bytesSent: 700 }],
];

class Pc extends EventTarget {
  closed = false;
  iceGatheringState: RTCIceGatheringState = 'new';
  getConfiguration = (): RTCConfiguration => ({ iceServers: [{ urls: STUN }, { urls: [TURN, TURN_TCP] }] });
  getStats = () => (this.closed ? Promise.reject(new Error('closed')) : Promise.resolve(new Map(STATS) as unknown as RTCStatsReport));

  gathers(type: string | null, url?: string): void {
    const candidate = type === null ? null : { candidate: `candidate:1 1 udp 1 192.0.2.7 5 typ ${type}`, type, url, address: '192.0.2.7' };
    this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate }));
  }

  is(state: RTCIceGatheringState): void {
    this.iceGatheringState = state;
    this.dispatchEvent(new Event('icegatheringstatechange'));
  }

  fails(url: string, errorCode: number, errorText: string): void {
    this.dispatchEvent(Object.assign(new Event('icecandidateerror'), { url, errorCode, errorText, address: '192.0.2.7', port: 5 }));
  }
}

let pc: Pc & RTCPeerConnection;
let sent: ClientFrame[];
let reports: Reports;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  pc = new Pc() as Pc & RTCPeerConnection;
  sent = [];
  reports = new Reports({ send: (frame) => sent.push(frame) > 0 }, { call: CALL, peer: 'bo' });
  reports.watch(pc);
});

afterEach(() => void vi.useRealTimers());

/** The beginning of the call is over. */
const later = () => vi.advanceTimersByTime(1000);
const told = () => sent.map((frame) => ('event' in frame ? frame.event : frame.type));
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('what the server is told of a call', () => {
  it('is nothing before somebody answers, and then what was gathered, by type and server', () => {
    pc.gathers('host');
    pc.gathers('host');
    pc.gathers('srflx', STUN);
    pc.fails(TURN, 401, 'Unauthorized');
    pc.fails(TURN, 401, 'Unauthorized');
    pc.gathers(null);
    expect(sent).toEqual([]);
    reports.accepted();
    later();
    expect(sent).toEqual([
      {
        type: 'call:report', call: CALL, peer: 'bo', event: 'gathered',
        candidates: [{ type: 'host', count: 2 }, { type: 'srflx', url: STUN, count: 1 }],
        errors: [{ url: TURN, code: 401, text: 'Unauthorized', count: 2 }],
      },
    ]);
    pc.gathers(null);
    reports.accepted();
    expect(sent).toHaveLength(1);
  });

  it('is after 5 s that a relay says nothing: the browser asks it for longer than people wait', () => {
    vi.useFakeTimers();
    reports.accepted();
    pc.is('gathering');
    pc.fails(STUN, 701, 'STUN host lookup received error.');
    vi.advanceTimersByTime(4999);
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(1);
    const silent = [TURN, TURN_TCP].map((url) => ({ url, code: 701, text: 'no answer', count: 1 }));
    expect(sent).toMatchObject([{ event: 'gathered', candidates: [], errors: [{ url: STUN }, ...silent] }]);
    pc.fails(TURN, 401, 'Unauthorized');
    reports.failed('ice_failed');
    expect(sent[1], 'it has answered since').toMatchObject({ event: 'failed', errors: [{ url: STUN }, { url: TURN, code: 401 }] });
  });

  it.each([['a relay', 'relay'], ['the end of the search', null]])('is nothing of silence after %s', (_, found) => {
    vi.useFakeTimers();
    reports.accepted();
    pc.is('gathering');
    pc.gathers('host');
    if (found === null) pc.is('complete');
    pc.gathers(found, TURN);
    vi.advanceTimersByTime(5000);
    expect(sent).toMatchObject([{ event: 'gathered', errors: [] }]);
  });

  it('is nothing of silence where the call was too short for it', () => {
    vi.useFakeTimers();
    reports.accepted();
    pc.is('gathering');
    vi.advanceTimersByTime(4999);
    reports.finish(pc);
    vi.advanceTimersByTime(5000);
    expect(sent).toMatchObject([{ event: 'gathered', candidates: [], errors: [] }]);
  });

  it('is the path, and how long it took to the first of it', async () => {
    vi.spyOn(performance, 'now').mockReturnValueOnce(1000).mockReturnValueOnce(1180).mockReturnValue(9000);
    reports.accepted();
    await reports.connected(pc);
    await reports.connected(pc);
    later();
    const path = { event: 'connected', local: 'relay', remote: 'srflx', protocol: 'udp', relayProtocol: 'tls', url: TURN };
    expect(sent[0]).toMatchObject({ ...path, connectMs: 180 });
    expect(sent[1]).toMatchObject(path);
    expect(sent[1]).not.toHaveProperty('connectMs');
  });

  it('is the first sound once', () => {
    reports.firstSound();
    reports.accepted();
    reports.firstSound();
    reports.firstSound();
    later();
    expect(sent).toMatchObject([{ event: 'media', flowing: true, firstSoundMs: expect.any(Number) as number }]);
  });

  it('waits for the beginning to be over, unless the path breaks', async () => {
    reports.accepted();
    await reports.connected(pc);
    vi.advanceTimersByTime(999);
    expect(sent).toEqual([]);
    reports.flowing(false);
    expect(told()).toEqual(['connected', 'media']);
    reports.flowing(true);
    later();
    expect(told()).toEqual(['connected', 'media', 'media']);
  });

  it('is at the end what the browser counted, although the connection closes at once', async () => {
    reports.accepted();
    pc.gathers('relay', TURN);
    reports.restarted();
    reports.finish(pc);
    pc.closed = true;
    expect(told(), 'before the end itself is told').toEqual(['gathered']);
    reports.finish(pc);
    await settled();
    expect(told()).toEqual(['gathered', 'summary']);
    expect(sent[1]).toMatchObject({
      restarts: 1, local: 'relay', candidates: [{ type: 'relay', url: TURN, count: 1 }],
      counts: {
        receivedPackets: 100, lostPackets: 3, receivedBytes: 1000, sentBytes: 700, jitterMs: 11, roundTripMs: 42, freezes: 2, frozenMs: 1500,
        samples: 48_000, concealedSamples: 480,
      },
    });
  });

  it('is at the end the last known path, where the connection had closed before the browser looked', async () => {
    reports.accepted();
    await reports.connected(pc);
    const gone = STATS.filter(([, { type }]) => !String(type).includes('candidate')).map(([id, stat]) => (id === 't' ? [id, { type: 'transport' }] : [id, stat]));
    pc.getStats = () => Promise.resolve(new Map(gone as [string, Record<string, unknown>][]) as unknown as RTCStatsReport);
    reports.finish(pc);
    await settled();
    expect(sent.at(-1)).toMatchObject({ event: 'summary', local: 'relay', remote: 'srflx', url: TURN, counts: { receivedPackets: 100, roundTripMs: 42 } });
  });

  it('is at the end what is known, also without a connection', async () => {
    reports.accepted();
    reports.failed('ice_failed');
    pc.closed = true;
    reports.finish(pc);
    await settled();
    expect(sent).toMatchObject([{ event: 'failed', reason: 'ice_failed', candidates: [], errors: [] }, { event: 'summary', restarts: 0 }]);
  });

  it('is nothing of a call that nobody answered', async () => {
    pc.gathers('host');
    reports.finish(pc);
    await settled();
    expect(sent).toEqual([]);
  });

  it('never has an address, and never grows beyond what a report may be', async () => {
    reports.accepted();
    for (let i = 0; i < 500; i++) {
      pc.gathers('relay', `turn:${i}${'x'.repeat(300)}`);
      pc.fails(`turn:${i}${'x'.repeat(300)}`, 701, 'y'.repeat(300));
    }
    for (let i = 0; i < 500; i++) reports.flowing(i % 2 === 0);
    await reports.connected(pc);
    reports.failed('ice_failed');
    reports.finish(pc);
    await settled();
    expect(sent.length).toBeLessThan(50);
    for (const frame of sent) {
      expect(JSON.stringify(frame).length).toBeLessThan(8 * 1024);
      expect(JSON.stringify(frame)).not.toContain('192.0.2');
    }
  });
});
