import type { DeviceCheckTools } from './deviceCheck';
import { listDevices, openDevices } from './devices';

const LOOK_MS = 100;
/** Root mean square of speech, near a microphone, rarely goes beyond. */
const LOUD = 0.25;

/** Three notes, in Hz. */
const NOTES = [523, 659, 784];
const NOTE_S = 0.35;
const VOLUME = 0.2;

/** The browser's own devices. */
export const browserCheckTools: DeviceCheckTools = {
  open: () => openDevices('video'),
  list: listDevices,
  listen: (stream, tell) => {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(analyser);
    // Where the page was not touched yet, the browser lets it listen from the first touch on.
    const wake = () => void context.resume();
    document.addEventListener('pointerdown', wake);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      tell(loudness(samples));
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
      document.removeEventListener('pointerdown', wake);
      void context.close();
    };
  },
  play: playNotes,
  watch: (changed) => {
    if (!('mediaDevices' in navigator)) return () => undefined;
    navigator.mediaDevices.addEventListener('devicechange', changed);
    return () => navigator.mediaDevices.removeEventListener('devicechange', changed);
  },
};

/** From 0 to 1, as ears would have it: half as loud is not half as strong. */
export function loudness(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  return Math.min(1, Math.sqrt(Math.sqrt(power) / LOUD));
}

/** By an element, as calls play: it is what a loudspeaker can be chosen for. */
async function playNotes(speaker: string, signal: AbortSignal): Promise<void> {
  const context = new AudioContext();
  const player = new Audio();
  try {
    await context.resume();
    const out = context.createMediaStreamDestination();
    player.srcObject = out.stream;
    if ('setSinkId' in player && speaker !== '') await player.setSinkId(speaker);
    await player.play();
    const ended = NOTES.map((pitch, at) => note(context, out, pitch, context.currentTime + at * NOTE_S));
    const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    await Promise.race([Promise.all(ended), stopped]);
  } finally {
    player.srcObject = null;
    void context.close();
  }
}

function note(context: AudioContext, out: AudioNode, pitch: number, at: number): Promise<void> {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = pitch;
  gain.gain.setValueAtTime(VOLUME, at);
  gain.gain.linearRampToValueAtTime(0, at + NOTE_S);
  oscillator.connect(gain).connect(out);
  oscillator.start(at);
  oscillator.stop(at + NOTE_S);
  return new Promise((resolve) => (oscillator.onended = () => resolve()));
}
