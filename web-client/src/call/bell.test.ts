import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { preferences } from '../settings/preferences';
import { Bell } from './bell';

/** As much of Web Audio as a bell can tell. */
class FakeAudio {
  state = 'suspended';
  sampleRate = 8000;
  destination = {};
  playing = 0;
  /** Whether the browser takes what happens for a touch. */
  allowed = true;
  touched = false;

  resume(): Promise<void> {
    if (!this.allowed) return new Promise(() => undefined);
    this.touched = true;
    this.state = 'running';
    return Promise.resolve();
  }

  suspend(): Promise<void> {
    this.state = 'suspended';
    return Promise.resolve();
  }

  close = () => Promise.resolve();
  createBuffer = (_: number, length: number) => ({ getChannelData: () => new Float32Array(length) });
  createBufferSource = () => ({
    loop: false,
    buffer: null,
    connect: () => undefined,
    start: () => void (this.playing += 1),
    stop: () => void (this.playing -= 1),
  });
}

let audio: FakeAudio;
let page: EventTarget;
let bell: Bell;
const vibrate = vi.fn();
const onSounding = vi.fn();

beforeEach(() => {
  audio = new FakeAudio();
  page = new EventTarget();
  vibrate.mockClear();
  onSounding.mockClear();
  vi.stubGlobal('document', page);
  vi.stubGlobal('AudioContext', function () { return audio; });
  vi.stubGlobal('navigator', { vibrate, userActivation: { get hasBeenActive() { return audio.touched || audio.state === 'running'; } } });
  bell = new Bell(onSounding);
});

afterEach(() => {
  bell.dispose();
  preferences.set('ringSound', true);
  preferences.set('vibration', true);
  vi.unstubAllGlobals();
});

async function touch(by = 'pointerdown') {
  page.dispatchEvent(new Event(by));
  await Promise.resolve();
  await Promise.resolve();
}

describe('the bell', () => {
  it('is silent until the page was touched, and then heard in the middle of a ring', async () => {
    bell.play('ring');
    expect(bell.sounding).toBe(false);
    await touch();
    expect(bell.sounding).toBe(true);
    expect(onSounding).toHaveBeenCalled();
    expect(audio.playing).toBe(1);
    bell.play(null);
    expect(audio.playing).toBe(0);
    expect(bell.sounding).toBe(false);
  });

  it('tells so also where the page was touched before there was a bell', async () => {
    bell.dispose();
    audio.state = 'running';
    bell = new Bell(onSounding);
    expect(onSounding).not.toHaveBeenCalled();
    await Promise.resolve();
    await Promise.resolve();
    expect(onSounding).toHaveBeenCalledOnce();
    await touch();
    expect(onSounding).toHaveBeenCalledOnce();
  });

  it('hears a finger when it is lifted, for then the browser does', async () => {
    audio.allowed = false;
    await touch();
    expect(onSounding).not.toHaveBeenCalled();
    audio.allowed = true;
    await touch('pointerup');
    expect(onSounding).toHaveBeenCalledOnce();
    expect(bell.unlocked).toBe(true);
  });

  it('keeps the loudspeaker open only while it plays, and opens it by itself', async () => {
    await touch();
    expect([audio.state, bell.unlocked, bell.sounding]).toEqual(['suspended', true, false]);
    onSounding.mockClear();
    bell.play('ring');
    await Promise.resolve();
    expect([audio.state, bell.sounding]).toEqual(['running', true]);
    expect(onSounding).toHaveBeenCalledOnce();
    bell.play(null);
    expect([audio.state, bell.unlocked]).toEqual(['suspended', true]);
  });

  it('does not ring where the ring sound is off, but one’s own call is heard ringing', async () => {
    preferences.set('ringSound', false);
    await touch();
    bell.play('ring');
    expect(bell.sounding).toBe(false);
    bell.play('ringback');
    expect(bell.sounding).toBe(true);
  });

  it('falls silent when the ring sound is switched off in the middle', async () => {
    await touch();
    bell.play('ring');
    preferences.set('ringSound', false);
    expect(bell.sounding).toBe(false);
    expect(audio.playing).toBe(0);
  });

  it('is felt where that is wanted, and still again when it stops', async () => {
    await touch();
    bell.play('ring');
    expect(vibrate).toHaveBeenLastCalledWith(expect.any(Array));
    bell.play(null);
    expect(vibrate).toHaveBeenLastCalledWith(0);
    vibrate.mockClear();
    preferences.set('vibration', false);
    bell.play('ring');
    expect(vibrate).not.toHaveBeenCalled();
  });
});
