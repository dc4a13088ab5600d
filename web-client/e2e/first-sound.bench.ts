import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { PLAIN_BROWSER } from './browser';
import { Person } from './person';

/** Accept pressed until the other is heard: as many calls, and what the middle one of them may take. */
const CALLS = 20;
const P50_BELOW_MS = 300;
/** Before those that count: by servers that have just started nobody is called for long. */
const WARM_UP_CALLS = 10;

const RATE = 48_000;

/** A second of a tone without a beginning or an end, for a microphone that is never silent. */
function tone(): Buffer {
  const wav = Buffer.alloc(44 + RATE * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  for (const [i, value] of [1, 1].entries()) wav.writeUInt16LE(value, 20 + 2 * i);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(RATE * 2, 40);
  for (let i = 0; i < RATE; i++) wav.writeInt16LE(Math.round(12_000 * Math.sin((2 * Math.PI * 440 * i) / RATE)), 44 + 2 * i);
  return wav;
}

interface Ear {
  /** From now on the next call is listened to. */
  again: () => void;
  /** When the first sound of the newest call was heard, ms since the epoch. */
  heardAt: Promise<number>;
  /** When a button was pressed last. */
  pressedAt: number;
}

/** Listens to what arrives, sample by sample, and for the press of the button. Runs in the page. */
function listen(): void {
  let heard: (at: number) => void = () => undefined;
  const nextCall = () => new Promise<number>((resolve) => (heard = resolve));
  const ear: Ear = { heardAt: nextCall(), pressedAt: NaN, again: () => void (ear.heardAt = nextCall()) };
  const now = () => performance.timeOrigin + performance.now();
  addEventListener('pointerdown', () => (ear.pressedAt = now()), { capture: true });
  const { peers } = globalThis as unknown as { peers: RTCPeerConnection[] };
  const hear = async (track: MediaStreamTrack) => {
    const { MediaStreamTrackProcessor } = globalThis as unknown as {
      MediaStreamTrackProcessor: new (init: { track: MediaStreamTrack }) => { readable: ReadableStream<AudioData> };
    };
    const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
    for (let { value } = await reader.read(); value; { value } = await reader.read()) {
      const samples = new Float32Array(value.numberOfFrames);
      value.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
      value.close();
      if (!samples.some((sample) => Math.abs(sample) > 0.005)) continue;
      heard(now());
      return reader.cancel();
    }
  };
  Object.assign(globalThis, { ear });
  peers.push = (peer) => {
    peer.addEventListener('track', ({ track }) => {
      if (track.kind === 'audio') void hear(track);
    });
    return Array.prototype.push.call(peers, peer);
  };
}

/** Waits in the page: asking again and again takes of the processor that the call needs. */
const heardBy = (person: Person): Promise<number> => person.page.evaluate(() => (globalThis as unknown as { ear: Ear }).ear.heardAt);
const pressedBy = (person: Person): Promise<number> => person.page.evaluate(() => (globalThis as unknown as { ear: Ear }).ear.pressedAt);

const at = (sorted: readonly number[], share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? NaN;

test('from the press of Answer to the first sound', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'callvault-tone-'));
  writeFileSync(join(folder, 'tone.wav'), tone());
  const browser = await chromium.launch({ ...PLAIN_BROWSER, args: [...(PLAIN_BROWSER.args ?? []), `--use-file-for-fake-audio-capture=${join(folder, 'tone.wav')}`] });
  try {
    for (const { path, open } of [{ path: 'direct', open: true }, { path: 'relayed', open: false }]) {
      const [ana, bo] = await Promise.all(['Ana', 'Bo'].map((name) => Person.arrive(browser, name, { open }))) as [Person, Person];
      await Promise.all([ana.add(bo), bo.add(ana)]);
      const times: { caller: number; callee: number }[] = [];
      for (const person of [ana, bo]) await person.page.evaluate(listen);
      for (let i = 0; i < WARM_UP_CALLS + CALLS; i++) {
        for (const person of [ana, bo]) await person.page.evaluate(() => (globalThis as unknown as { ear: Ear }).ear.again());
        await ana.button('Call with voice').click();
        await bo.button('Answer').click();
        const [caller, callee] = await Promise.all([heardBy(ana), heardBy(bo)]);
        const pressedAt = await pressedBy(bo);
        times.push({ caller: Math.round(caller - pressedAt), callee: Math.round(callee - pressedAt) });
        await ana.button('Hang up').click();
        for (const person of [ana, bo]) await person.button('Close').click();
      }
      for (const who of ['caller', 'callee'] as const) {
        const each = times.slice(WARM_UP_CALLS).map((time) => time[who]);
        const sorted = [...each].sort((a, b) => a - b);
        process.stdout.write(`${path}, heard by the ${who}: p50 ${at(sorted, 0.5)} ms, p95 ${at(sorted, 0.95)} ms (${each.join(' ')})\n`);
        expect.soft(at(sorted, 0.5), `${path}, heard by the ${who}, p50 in ms`).toBeLessThan(P50_BELOW_MS);
      }
      await Promise.all([ana.leave(), bo.leave()]);
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
