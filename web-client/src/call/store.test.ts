import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Contacts } from '../people/contacts';
import { JWS, WireError } from '../protocol';
import { preferences } from '../settings/preferences';
import { type CallStore, createStore } from './store';
import { FakeBrowser, FakeLink, FINGERPRINT, person } from './testing';
import { TestServer } from './testServer';

const contacts = { nameOf: () => undefined, getSnapshot: () => ({ myName: 'Ana', people: [] }) } as unknown as Contacts;

let browser: FakeBrowser;
let ana: FakeLink;
let bo: FakeLink;
let server: TestServer;

beforeEach(async () => {
  browser = new FakeBrowser();
  for (const [name, value] of Object.entries(browser.globals())) vi.stubGlobal(name, value);
  [ana, bo] = [new FakeLink(await person(1)), new FakeLink(await person(2))];
  server = new TestServer(ana, bo);
});

const stores: CallStore[] = [];

afterEach(() => stores.splice(0).forEach((store) => store.dispose()));

function storeOf(link: FakeLink, known = contacts): CallStore {
  const store = createStore(link, known, browser.tools);
  stores.push(store);
  return store;
}

/** Waits by turns of the event loop, so that it also works while a test holds the clock. */
async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 5000;
  while (!holds()) {
    expect(performance.now(), `still waiting for ${holds.toString()}`).toBeLessThan(deadline);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A call of a third person to Bo, whom the server does not know. */
async function second(more = {}, call = 'second', ageS = 0) {
  const eve = await person(3);
  const claims = { call, from: eve.address, to: bo.address, device: 'd', media: 'audio', name: 'Eve', iat: bo.nowMs / 1000 - ageS };
  const intent = await eve.sign(JWS.call, claims);
  bo.tell({ type: 'call:incoming', call, n: 1, peer: eve.address, intent, media: 'audio', known: false, remainingMs: 1, expiresAt: bo.nowMs + 45_000, ...more });
}

/** Frames are handled in order: once this call rings, everything before it has had its effect. */
async function onlySecondRings(store: ReturnType<typeof storeOf>) {
  await second();
  await until(() => store.getSnapshot().ringing.length > 0);
  expect(store.getSnapshot().ringing.map(({ call }) => call)).toEqual(['second']);
}

async function ringing() {
  const [caller, callee] = [storeOf(ana), storeOf(bo)];
  caller.place(bo.address, 'audio');
  await until(() => callee.getSnapshot().ringing.length === 1);
  const call = callee.getSnapshot().ringing[0]!.call;
  return { caller, callee, call };
}

async function talking() {
  const both = await ringing();
  both.callee.accept();
  await until(() => browser.peers.length === 2 && browser.peers.every((peer) => peer.remoteDescription && peer.signalingState === 'stable'));
  for (const peer of browser.peers) peer.become('connected');
  await until(() => [both.caller, both.callee].every((store) => store.getSnapshot().current?.phase === 'talking'));
  return both;
}

describe('a call', () => {
  it('rings, connects, and ends on both sides', async () => {
    const { caller, callee, call } = await ringing();
    expect(callee.getSnapshot().ringing[0]).toMatchObject({ peer: ana.address, media: 'audio', name: 'Ana', known: true });
    expect(caller.getSnapshot().current).toMatchObject({ phase: 'calling', progress: 'trying' });
    callee.drawn(call);
    await until(() => progressOf(caller) === 'ringing');
    callee.accept();
    await until(() => browser.peers.length === 2 && browser.peers.every(({ signalingState, remoteDescription }) => remoteDescription && signalingState === 'stable'));
    expect(caller.getSnapshot().current?.phase).toBe('connecting');
    for (const peer of browser.peers) peer.become('connected');
    await until(() => [caller, callee].every((store) => store.getSnapshot().current?.phase === 'talking'));
    callee.hangUp();
    expect(callee.getSnapshot().current).toMatchObject({ phase: 'ended', reason: 'hung_up' });
    await until(() => caller.getSnapshot().current?.phase === 'ended');
    expect(caller.getSnapshot().current).toMatchObject({ reason: 'completed' });
    expect(browser.peers.every(({ closed }) => closed)).toBe(true);
    await until(() => browser.opened.every(({ readyState }) => readyState === 'ended'));
  });

  it('asks for relays once the server knows the call, and anew when half of their credentials’ life has gone', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked: string[] = [];
    for (const link of [ana, bo]) {
      link.fetchApi = () => {
        expect(server.calls.size).toBe(1);
        asked.push(link.address);
        const iceServers = [{ urls: 'turn:a:1', username: `${link.device} ${asked.length}`, credential: 'c' }];
        return Promise.resolve(Response.json({ iceServers, expiresAt: link.nowMs + 600_000 }));
      };
    }
    await talking();
    const names = () => browser.peers.map(({ configuration }) => configuration.iceServers?.[0]?.username);
    expect(names()).toEqual([`${ana.device} 1`, `${bo.device} 2`]);
    await vi.advanceTimersByTimeAsync(299_000);
    expect(asked).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(2_000);
    await until(() => asked.length === 4);
    await until(() => names().every((name) => /[34]$/.test(name ?? '')));
    vi.useRealTimers();
  });

  it('keeps the relays that it had where nobody answers, and asks again soon', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let asked = 0;
    ana.fetchApi = () => {
      asked += 1;
      if (asked === 2) return Promise.reject(new WireError('offline', 'no connection', true));
      return Promise.resolve(Response.json({ iceServers: [{ urls: `turn:a:${asked}` }], expiresAt: ana.nowMs + 600_000 }));
    };
    await talking();
    const urls = () => browser.peers[0]?.configuration.iceServers?.map((server) => server.urls);
    await vi.advanceTimersByTimeAsync(300_000);
    await until(() => asked === 2);
    expect(urls()).toEqual(['turn:a:1']);
    await vi.advanceTimersByTimeAsync(30_000);
    await until(() => asked === 3);
    await until(() => urls()?.[0] === 'turn:a:3');
    vi.useRealTimers();
  });

  it('of people who do not know each other goes through the relay only, of others as it can', async () => {
    const [caller, callee] = [storeOf(ana), storeOf(bo, { ...contacts, nameOf: () => 'Ana' })];
    caller.place(bo.address, 'audio');
    await until(() => callee.getSnapshot().ringing.length === 1);
    callee.accept();
    await until(() => browser.peers.length === 2);
    expect(browser.peers.map(({ configuration }) => configuration.iceTransportPolicy)).toEqual(['relay', 'all']);
  });

  it('opens no device and no connection of the callee before they answer', async () => {
    const { callee } = await ringing();
    await until(() => ana.of('webrtc:offer').length === 1);
    expect(browser.opened).toHaveLength(1);
    expect(browser.peers).toHaveLength(1);
    expect(bo.sent.filter(({ type }) => type.startsWith('webrtc'))).toEqual([]);
    callee.accept();
    await until(() => browser.opened.length === 2);
  });

  it('says that it rings only once it can be noticed', async () => {
    browser.document.visibilityState = 'hidden';
    const { callee, call } = await ringing();
    callee.drawn(call);
    expect(bo.of('call:ringing')).toEqual([]);
    browser.document.visibilityState = 'visible';
    browser.document.dispatchEvent(new Event('visibilitychange'));
    expect(bo.of('call:ringing')).toHaveLength(1);
    expect(browser.document.title).toBe('Ana is calling');
    callee.reject();
    expect(browser.document.title).toBe('CallVault');
  });

  it('says again that it rings when the server may not know', async () => {
    const { caller, callee, call } = await ringing();
    bo.up = false;
    callee.drawn(call);
    expect(bo.of('call:ringing')).toEqual([]);
    bo.back();
    await until(() => bo.of('call:ringing').length === 1);
    await until(() => progressOf(caller) === 'ringing');
    bo.tell({ ...incoming(), n: 1 });
    await until(() => bo.of('call:ringing').length === 2);
    await second();
    await until(() => callee.getSnapshot().ringing.length === 2);
    bo.back();
    await until(() => bo.of('call:ringing').length === 3);
  });

  it('can be declined', async () => {
    const { caller, callee } = await ringing();
    callee.reject();
    expect(callee.getSnapshot()).toMatchObject({ current: null, ringing: [] });
    await until(() => caller.getSnapshot().current?.phase === 'ended');
    expect(caller.getSnapshot().current).toMatchObject({ reason: 'declined' });
  });

  it('can be cancelled', async () => {
    const { caller, callee } = await ringing();
    caller.hangUp();
    await until(() => callee.getSnapshot().ringing.length === 0);
    expect(callee.getSnapshot().current).toMatchObject({ phase: 'ended', reason: 'cancelled' });
  });

  it('that is over never rings again, not even after a reload', async () => {
    const { caller, callee } = await ringing();
    const again = incoming();
    caller.hangUp();
    await until(() => callee.getSnapshot().current?.phase === 'ended');
    callee.dispose();
    const reloaded = storeOf(bo);
    bo.tell({ ...again, n: 1 });
    bo.tell({ ...again, n: 2 });
    await onlySecondRings(reloaded);
  });

  it('stops to ring when its time is over, however silent the server is', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const [caller, callee] = [storeOf(ana), storeOf(bo)];
      caller.place(bo.address, 'audio');
      await until(() => callee.getSnapshot().ringing.length === 1);
      vi.advanceTimersByTime(44_999);
      expect(callee.getSnapshot().ringing).toHaveLength(1);
      vi.advanceTimersByTime(1);
      expect(callee.getSnapshot()).toMatchObject({ ringing: [], current: { phase: 'ended', reason: 'missed' } });
    } finally {
      vi.useRealTimers();
    }
  });

  it('with a forged intent does not ring', async () => {
    const callee = storeOf(bo);
    const eve = await person(3);
    const claims = { call: 'x', from: ana.address, to: bo.address, device: 'd', media: 'audio', iat: bo.nowMs / 1000 };
    const intent = await eve.sign(JWS.call, claims);
    bo.tell({ type: 'call:incoming', call: 'x', n: 1, peer: ana.address, intent, media: 'audio', known: true, remainingMs: 1, expiresAt: bo.nowMs + 45_000 });
    await onlySecondRings(callee);
    await until(() => bo.of('call:ack').length === 2);
    expect(bo.of('call:ack').map(({ call }) => call)).toEqual(['x', 'second']);
  });

  it('with an old intent does not ring: somebody plays it again', async () => {
    const callee = storeOf(bo);
    await second({}, 'old', 601);
    await onlySecondRings(callee);
  });

  it('acknowledges what it got', async () => {
    const { call } = await talking();
    for (const [who, other] of [[bo, ana], [ana, bo]] as const) {
      await until(() => who.of('call:ack').at(-1)?.n === server.calls.get(call)!.n.get(who));
      expect(who.of('call:ack').at(-1)).toMatchObject({ call, peer: other.address });
    }
  });

  it('is placed by the same intent until the server has it', async () => {
    const caller = storeOf(ana);
    const reply = ana.reply;
    ana.reply = (frame) => (ana.of('call:init').length < 3 && frame.type === 'call:init' ? new WireError('overloaded', '', true, 1) : reply(frame));
    caller.place(bo.address, 'audio');
    await until(() => progressOf(caller) === 'trying');
    expect(new Set(ana.of('call:init').map(({ intent }) => intent)).size).toBe(1);
    expect(ana.of('call:init')).toHaveLength(3);
  });

  it('without a microphone is not placed, and says why', async () => {
    browser.denies = { audio: 'NotAllowedError' };
    const caller = storeOf(ana);
    caller.place(bo.address, 'video');
    await until(() => caller.getSnapshot().current?.phase === 'ended');
    expect(caller.getSnapshot()).toMatchObject({ current: { reason: 'no_microphone' }, trouble: { microphone: 'refused' } });
    expect(ana.sent).toEqual([]);
  });

  it('goes on by voice where the camera is in use', async () => {
    browser.denies = { video: 'NotReadableError' };
    const caller = storeOf(ana);
    caller.place(bo.address, 'video');
    await until(() => progressOf(caller) === 'trying');
    expect(caller.getSnapshot()).toMatchObject({ camera: false, trouble: { camera: 'in_use' } });
  });
});

describe('somebody in between', () => {
  it('who swaps a fingerprint ends the call before anything flows, and both are told', async () => {
    const other = FINGERPRINT.replace('00:01', '01:00');
    server.tamper = (frame) => (frame.type === 'webrtc:offer' ? { ...frame, sdp: frame.sdp.replace(FINGERPRINT, other) } : frame);
    const { caller, callee } = await ringing();
    callee.accept();
    await until(() => callee.getSnapshot().current?.phase === 'ended');
    expect(callee.getSnapshot().current).toMatchObject({ reason: 'insecure' });
    for (const peer of browser.peers) expect(peer.remoteDescription).toBeNull();
    expect(bo.of('call:end')).toMatchObject([{ reason: 'failed' }]);
    await until(() => caller.getSnapshot().current?.phase === 'ended');
  });

  it('who swaps the fingerprint of the answer ends it at the caller', async () => {
    const other = FINGERPRINT.replace('00:01', '01:00');
    server.tamper = (frame) => (frame.type === 'webrtc:answer' ? { ...frame, sdp: frame.sdp.replace(FINGERPRINT, other) } : frame);
    const { caller, callee } = await ringing();
    callee.accept();
    await until(() => caller.getSnapshot().current?.phase === 'ended');
    expect(caller.getSnapshot().current).toMatchObject({ reason: 'insecure' });
    expect(browser.peers[0]!.remoteDescription).toBeNull();
  });

  it.each(['offer', 'answer'] as const)('who swaps the generation of the %s ends it', async (kind) => {
    server.tamper = (frame) => (frame.type === `webrtc:${kind}` ? { ...frame, gen: frame.gen + 1 } : frame);
    const { caller, callee } = await ringing();
    callee.accept();
    const deceived = kind === 'offer' ? callee : caller;
    await until(() => deceived.getSnapshot().current?.phase === 'ended');
    expect(deceived.getSnapshot().current).toMatchObject({ reason: 'insecure' });
  });

  it('who answers in the place of the callee ends it at the caller', async () => {
    const { caller, callee, call } = await ringing();
    const eve = await person(3);
    const acceptance = await eve.sign(JWS.accept, { call, from: bo.address, device: 'd', intent: 'i', iat: 0 });
    ana.tell({ type: 'call:accepted', call, n: 2, peer: bo.address, device: 'd', acceptance });
    await until(() => caller.getSnapshot().current?.phase === 'ended');
    expect(caller.getSnapshot().current).toMatchObject({ reason: 'insecure' });
    callee.dispose();
  });
});

describe('a second call', () => {
  it('waits beside the first, and answering it replaces that', async () => {
    const { callee, call } = await talking();
    server.unknown = () => ({ type: 'ok' });
    await second();
    await until(() => callee.getSnapshot().ringing.length === 1);
    expect(callee.getSnapshot().current).toMatchObject({ call, phase: 'talking' });
    callee.accept();
    await until(() => bo.of('call:accept').length === 2);
    expect(bo.of('call:accept')[1]).toMatchObject({ call: 'second', replaces: call });
    await until(() => callee.getSnapshot().current?.call === 'second');
    expect(callee.getSnapshot().current).toMatchObject({ call: 'second', phase: 'connecting' });
    expect(browser.peers[1]!.closed).toBe(true);
  });

  it('can be declined without a trace in the first', async () => {
    const { callee, call } = await talking();
    await second();
    await until(() => callee.getSnapshot().ringing.length === 1);
    callee.reject();
    expect(callee.getSnapshot()).toMatchObject({ current: { call, phase: 'talking' }, ringing: [] });
  });

  it('of the one whom we are calling becomes one with ours, and is answered by itself', async () => {
    const [caller, callee] = [storeOf(ana), storeOf(bo)];
    caller.place(bo.address, 'audio');
    await until(() => callee.getSnapshot().ringing.length === 1);
    const mine = caller.getSnapshot().current!.call;
    server.unknown = () => ({ type: 'ok' });
    const claims = { call: 'theirs', from: bo.address, to: ana.address, device: bo.device, media: 'audio', iat: ana.nowMs / 1000 };
    const intent = await bo.sign(JWS.call, claims);
    ana.tell({ type: 'call:ended', call: mine, n: 2, reason: 'merged', into: 'theirs', peer: bo.address });
    ana.tell({
      type: 'call:incoming', call: 'theirs', n: 1, peer: bo.address, intent, media: 'audio', known: true, crossing: mine,
      remainingMs: 1, expiresAt: ana.nowMs + 45_000,
    });
    await until(() => ana.of('call:accept').length === 1);
    expect(ana.of('call:accept')[0]).toMatchObject({ call: 'theirs' });
    expect(ana.of('call:accept')[0]!.replaces).toBeUndefined();
    expect(caller.getSnapshot()).toMatchObject({ current: { call: 'theirs', phase: 'connecting', role: 'callee' }, ringing: [] });
    expect(browser.opened).toHaveLength(1);
    expect(browser.opened[0]!.readyState).toBe('live');
  });

  it('that rang before ours was placed is answered when ours turns out to be merged into it', async () => {
    const [caller, callee] = [storeOf(ana), storeOf(bo)];
    caller.place(bo.address, 'audio');
    await until(() => callee.getSnapshot().ringing.length === 1);
    const mine = caller.getSnapshot().current!.call;
    server.unknown = () => ({ type: 'ok' });
    const claims = { call: 'theirs', from: bo.address, to: ana.address, device: bo.device, media: 'audio', iat: ana.nowMs / 1000 };
    const intent = await bo.sign(JWS.call, claims);
    ana.tell({
      type: 'call:incoming', call: 'theirs', n: 1, peer: bo.address, intent, media: 'audio', known: true,
      remainingMs: 1, expiresAt: ana.nowMs + 45_000,
    });
    await until(() => caller.getSnapshot().ringing.length === 1);
    ana.tell({ type: 'call:ended', call: mine, n: 2, reason: 'merged', into: 'theirs', peer: bo.address });
    await until(() => ana.of('call:accept').length === 1);
    expect(ana.of('call:accept')[0]).toMatchObject({ call: 'theirs' });
    expect(caller.getSnapshot()).toMatchObject({ current: { call: 'theirs', phase: 'connecting', role: 'callee' }, ringing: [] });
    expect(browser.opened).toHaveLength(1);
  });

  it('that only claims to cross ours rings like any other', async () => {
    const callee = storeOf(bo);
    callee.place(ana.address, 'audio');
    await until(() => callee.getSnapshot().current?.phase === 'calling');
    await second({ crossing: callee.getSnapshot().current!.call });
    await until(() => callee.getSnapshot().ringing.length === 1);
    expect(bo.of('call:accept')).toEqual([]);
  });
});

describe('a reloaded page', () => {
  it('comes back into its call with a new generation', async () => {
    const { caller, call } = await talking();
    const acceptance = bo.of('call:accept')[0]!.acceptance;
    caller.dispose();
    const reloaded = storeOf(ana);
    ana.tell(server.snapshot(call, ana, 1, acceptance));
    await until(() => ana.of('webrtc:offer').some(({ gen }) => gen === 2));
    expect(reloaded.getSnapshot().current).toMatchObject({ call, phase: 'connecting', role: 'caller' });
    await until(() => bo.of('webrtc:answer').some(({ gen }) => gen === 2));
    expect(browser.peers).toHaveLength(4);
    expect(browser.peers[1]!.closed).toBe(true);
  });

  it('keeps candidates that overtake their new generation, and ignores what is left of the old', async () => {
    const { caller, call } = await talking();
    const acceptance = bo.of('call:accept')[0]!.acceptance;
    const [old] = ana.of('webrtc:offer');
    const early = { type: 'webrtc:ice' as const, peer: ana.address, gen: 2, candidates: [{ candidate: 'early' }] };
    server.inject(call, bo, early);
    caller.dispose();
    storeOf(ana);
    ana.tell(server.snapshot(call, ana, 1, acceptance));
    await until(() => bo.of('webrtc:answer').some(({ gen }) => gen === 2));
    await until(() => browser.peers.some(({ candidates }) => candidates.includes('early')));
    const [, , ...again] = browser.peers;
    server.inject(call, bo, { type: 'webrtc:offer', peer: ana.address, gen: 1, sdp: `${old!.sdp}a=again\r\n`, proof: old!.proof });
    server.inject(call, bo, { ...early, candidates: [{ candidate: 'after' }] });
    await until(() => browser.peers.some(({ candidates }) => candidates.includes('after')));
    expect(browser.peers).toHaveLength(4);
    expect(again.some(({ closed }) => closed)).toBe(false);
  });

  it('does not come back by an acceptance that the other did not sign', async () => {
    const { caller, call } = await talking();
    const eve = await person(3);
    const acceptance = await eve.sign(JWS.accept, { call, from: bo.address, device: 'd', intent: 'i', iat: 0 });
    caller.dispose();
    const reloaded = storeOf(ana);
    ana.tell(server.snapshot(call, ana, 1, acceptance));
    await until(() => reloaded.getSnapshot().current?.phase === 'ended');
    expect(reloaded.getSnapshot().current).toMatchObject({ reason: 'insecure' });
  });

  it('is told of a call that it had ended: it ends it again', async () => {
    const { caller, call } = await talking();
    ana.up = false;
    caller.hangUp();
    caller.dispose();
    ana.back();
    storeOf(ana);
    ana.tell(server.snapshot(call, ana, 1));
    await until(() => ana.of('call:end').length === 1);
  });
});

describe('a path that breaks', () => {
  it('is looked for again after two seconds with the same generation, and given up after thirty', async () => {
    const { caller } = await talking();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const peer = browser.peers[0]!;
      peer.become('disconnected');
      vi.advanceTimersByTime(1999);
      expect(caller.getSnapshot().current).toMatchObject({ phase: 'talking', interrupted: false });
      vi.advanceTimersByTime(1);
      expect(caller.getSnapshot().current).toMatchObject({ phase: 'talking', interrupted: true });
      await until(() => ana.of('webrtc:offer').length === 2);
      expect(peer.restarts).toBe(1);
      expect(ana.of('webrtc:offer').map(({ gen }) => gen)).toEqual([1, 1]);
      vi.advanceTimersByTime(28_000);
      expect(caller.getSnapshot().current).toMatchObject({ phase: 'ended', reason: 'ice_timeout' });
    } finally {
      vi.useRealTimers();
    }
  });

  it('is looked for once more where the first search found none, and the server is told once', async () => {
    const { caller } = await talking();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const peer = browser.peers[0]!;
      peer.become('failed');
      vi.advanceTimersByTime(0);
      await until(() => peer.restarts === 1);
      peer.become('failed');
      vi.advanceTimersByTime(3000);
      await until(() => peer.restarts === 2);
      expect(isInterrupted(caller)).toBe(true);
      expect(ana.sent.filter((frame) => frame.type === 'call:report' && frame.event === 'media')).toMatchObject([{ flowing: false }]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('whose search could not be told, since the server was away, is looked for once that is back', async () => {
    await talking();
    ana.up = false;
    browser.peers[0]!.become('failed');
    await until(() => browser.peers[0]!.restarts === 1);
    expect(ana.of('webrtc:offer')).toHaveLength(1);
    ana.back();
    await until(() => bo.of('webrtc:answer').length === 2);
    expect(ana.of('webrtc:offer').map(({ gen }) => gen)).toEqual([1, 1]);
  });

  it('is looked for by both on another network, and nobody sees an interruption', async () => {
    const both = await talking();
    globalThis.dispatchEvent(new Event('online'));
    await until(() => browser.peers.every(({ restarts }) => restarts === 1));
    expect([both.caller, both.callee].map(isInterrupted)).toEqual([false, false]);
  });

  it('that comes back is a call like before, and the server is told both', async () => {
    const { caller } = await talking();
    const peer = browser.peers[0]!;
    peer.become('failed');
    await until(() => ana.of('webrtc:offer').length === 2);
    peer.become('connected');
    await until(() => !isInterrupted(caller));
    const told = ana.sent.filter((frame) => frame.type === 'call:report' && frame.event === 'media');
    expect(told).toMatchObject([{ flowing: false }, { flowing: true }]);
  });

  it('that never was is another reason', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const [caller, callee] = [storeOf(ana), storeOf(bo)];
      caller.place(bo.address, 'audio');
      await until(() => callee.getSnapshot().ringing.length === 1);
      callee.accept();
      await until(() => caller.getSnapshot().current?.phase === 'connecting');
      vi.advanceTimersByTime(30_000);
      expect(caller.getSnapshot().current).toMatchObject({ phase: 'ended', reason: 'ice_failed' });
    } finally {
      vi.useRealTimers();
    }
  });
});

function progressOf(store: ReturnType<typeof storeOf>) {
  const { current } = store.getSnapshot();
  return current?.phase === 'calling' ? current.progress : undefined;
}

function isInterrupted(store: ReturnType<typeof storeOf>) {
  const { current } = store.getSnapshot();
  return current?.phase === 'talking' && current.interrupted;
}

/** The ring as the server would send it again. */
function incoming() {
  const [call, { intent }] = [...server.calls][0]!;
  return {
    type: 'call:incoming', call, peer: ana.address, intent, media: 'audio', known: true, remainingMs: 1, expiresAt: bo.nowMs + 45_000,
  } as const;
}

describe('somebody who answers', () => {
  it('is connected, and hears the other, while their browser still asks for the microphone; then they are heard', async () => {
    const { caller, callee } = await ringing();
    let allow!: () => void;
    browser.asked = new Promise((resolve) => (allow = resolve));
    callee.accept();
    await until(() => browser.peers.length === 2 && browser.peers.every((peer) => peer.remoteDescription && peer.signalingState === 'stable'));
    for (const peer of browser.peers) peer.become('connected');
    await until(() => [caller, callee].every((store) => store.getSnapshot().current?.phase === 'talking'));
    const [room] = browser.peers[1]!.transceivers;
    expect(room).toMatchObject({ direction: 'sendrecv', sender: { track: null } });
    callee.setMuted(true);
    allow();
    await until(() => room?.sender.track === browser.opened.at(-1));
    expect(room?.sender.track).toMatchObject({ kind: 'audio', enabled: false });
    callee.setMuted(false);
    expect(room?.sender.track?.enabled).toBe(true);
  });
});

describe('a call without a path', () => {
  it.each([
    ['relay_refused', 'custom', [{ urls: 'turn:relay.example' }]],
    ['no_relay', 'off', [{ urls: 'stun:relay.example' }]],
  ])('says of its relay that it was %s, also once nothing is left of it but its end', async (trouble, mode, iceServers) => {
    ana.fetchApi = () => Promise.resolve(Response.json({ mode, iceServers }));
    const { caller, call } = await ringing();
    await until(() => browser.peers.length === 1);
    browser.peers[0]!.dispatchEvent(Object.assign(new Event('icecandidateerror'), { url: 'turn:relay.example', errorCode: 401, errorText: 'Unauthorized' }));
    server.inject(call, ana, { type: 'call:ended', reason: 'ice_failed', peer: bo.address });
    await until(() => caller.getSnapshot().current?.phase === 'ended');
    expect(caller.getSnapshot()).toMatchObject({ current: { reason: 'ice_failed' }, iceTrouble: trouble });
    caller.dismiss();
    expect(caller.getSnapshot().iceTrouble).toBeUndefined();
  });
});

describe('what somebody does in a call', () => {
  it('silence is for this ring and this page; the call is still there to be answered', async () => {
    const { callee, call } = await ringing();
    callee.drawn(call);
    callee.silence(call);
    expect(callee.getSnapshot().ringing[0]).toMatchObject({ call, silenced: true });
    expect(bo.of('call:reject')).toEqual([]);
    callee.accept(call);
    await until(() => callee.getSnapshot().current?.call === call);
    expect(callee.getSnapshot().current).toMatchObject({ call, phase: 'connecting' });
  });

  it('a call that the policy wants quiet is shown, and makes no sound', async () => {
    const callee = storeOf(bo);
    await second({ silent: true });
    await until(() => callee.getSnapshot().ringing.length === 1);
    expect(callee.getSnapshot().ringing[0]).toMatchObject({ call: 'second', silent: true, silenced: true });
  });

  it('that the other’s policy stopped ends with their reason and their message', async () => {
    const caller = storeOf(ana);
    caller.place(bo.address, 'audio');
    const { call = '' } = caller.getSnapshot().current ?? {};
    ana.tell({ type: 'call:ended', call, n: 1, reason: 'outside_hours', peer: bo.address, message: 'Back at nine.' });
    await until(() => caller.getSnapshot().current?.phase === 'ended');
    expect(caller.getSnapshot().current).toMatchObject({ reason: 'outside_hours', message: 'Back at nine.' });
  });

  it('answering without video opens no camera', async () => {
    const [caller, callee] = [storeOf(ana), storeOf(bo)];
    caller.place(bo.address, 'video');
    await until(() => callee.getSnapshot().ringing.length === 1);
    const before = browser.opened.length;
    callee.acceptWithoutVideo(callee.getSnapshot().ringing[0]!.call);
    await until(() => callee.getSnapshot().local !== null);
    expect(browser.opened.slice(before).map(({ kind }) => kind)).toEqual(['audio']);
    expect(callee.getSnapshot().camera).toBe(false);
  });

  it('a shared screen takes the place of the camera, and gives it back', async () => {
    const { caller } = await talking();
    caller.setCamera(true);
    await until(() => caller.getSnapshot().camera);
    caller.shareScreen(true);
    await until(() => caller.getSnapshot().sharing);
    expect(caller.getSnapshot().camera).toBe(false);
    expect(caller.getSnapshot().local?.getVideoTracks()).toHaveLength(1);
    const [screen] = caller.getSnapshot().local!.getVideoTracks();
    screen!.onended?.call(screen!, new Event('ended'));
    await until(() => caller.getSnapshot().camera);
    expect(caller.getSnapshot().sharing).toBe(false);
    expect(screen!.readyState).toBe('ended');
  });

  it('another microphone stays muted where one was', async () => {
    const { caller } = await talking();
    caller.setMuted(true);
    const [before] = caller.getSnapshot().local!.getAudioTracks();
    caller.useMicrophone('headset');
    await until(() => caller.getSnapshot().local!.getAudioTracks()[0] !== before);
    expect(caller.getSnapshot().local!.getAudioTracks().map(({ enabled }) => enabled)).toEqual([false]);
    expect(before!.readyState).toBe('ended');
  });

  it('a microphone that is unplugged gives way to the next one, which is told, stays muted, and is not what was chosen', async () => {
    const { caller } = await talking();
    caller.useMicrophone('headset');
    caller.setMuted(true);
    await until(() => browser.opened.length === 3);
    const [before] = caller.getSnapshot().local!.getAudioTracks();
    browser.opened.length = 0;
    before!.onended?.call(before!, new Event('ended'));
    await until(() => caller.getSnapshot().instead !== null);
    expect(caller.getSnapshot()).toMatchObject({ instead: { kind: 'microphone' }, trouble: {} });
    expect(caller.getSnapshot().local!.getAudioTracks()).toEqual(browser.opened);
    expect(browser.opened.map(({ enabled }) => enabled)).toEqual([false]);
    expect(preferences.getSnapshot().microphone).toBe('headset');
    preferences.set('microphone', '');
  });

  it('the last microphone that is unplugged is missed aloud', async () => {
    const { caller } = await talking();
    const [before] = caller.getSnapshot().local!.getAudioTracks();
    browser.denies = { audio: 'NotFoundError' };
    before!.onended?.call(before!, new Event('ended'));
    await until(() => caller.getSnapshot().trouble.microphone === 'none');
    expect(caller.getSnapshot().instead).toBeNull();
  });
});
