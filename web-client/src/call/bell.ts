import { preferences } from '../settings/preferences';

type Tone = 'ring' | 'waiting' | 'ringback';

/** Notes of one round of a tone: pitch in Hz, start and length in seconds. */
const ROUNDS: Record<Tone, { readonly everyMs: number; readonly volume: number; readonly notes: readonly [number, number, number][] }> = {
  ring: { everyMs: 2400, volume: 0.25, notes: [[659, 0, 0.18], [784, 0.2, 0.18], [988, 0.4, 0.34], [659, 0.9, 0.18], [784, 1.1, 0.18], [988, 1.3, 0.34]] },
  waiting: { everyMs: 4000, volume: 0.1, notes: [[784, 0, 0.15], [784, 0.25, 0.15]] },
  ringback: { everyMs: 4000, volume: 0.06, notes: [[440, 0, 1]] },
};

const ROUND_MS = 2400;
/** Browsers refuse patterns of 100 parts or more; this is enough for any ring. */
const VIBRATION = Array.from({ length: 20 }, () => [400, 200, 400, ROUND_MS - 1000]).flat();
const FADE_S = 0.02;
/** What browsers count as a touch: a finger only when it is lifted, a mouse and a key at once, a screen reader's press by its click. */
const TOUCHES = ['pointerdown', 'pointerup', 'click', 'keydown'] as const;

/**
 * The sound of calls. Browsers stay silent until the page was touched once: until then {@link Bell.sounding} is false,
 * and `onSounding` is called when that changes. A tone is one round that the audio thread repeats: timers of a hidden tab
 * come late, this does not. Between tones the way to the loudspeaker is closed: open, it takes the processor a hundred times a second.
 */
export class Bell {
  readonly #onSounding: () => void;
  readonly #stopListening = new AbortController();
  readonly #forget: () => void;
  #context: AudioContext | undefined;
  #tone: Tone | null = null;
  #playing: AudioBufferSourceNode | undefined;
  #vibrating = false;
  #saidSo = false;
  /** Closed by this bell, which may open it again by itself. */
  #resting = false;

  constructor(onSounding: () => void) {
    this.#onSounding = onSounding;
    for (const touch of TOUCHES) {
      document.addEventListener(touch, () => this.#unlock(), { signal: this.#stopListening.signal, capture: true });
    }
    this.#forget = preferences.subscribe(() => this.#sound());
    // Who has just made their key has touched the page already.
    if (hasBeenTouched()) this.#unlock();
  }

  /** Whether a tone is to be heard at this moment. */
  get sounding(): boolean {
    return this.#playing !== undefined && this.#running;
  }

  /** Whether a tone would be heard. */
  get unlocked(): boolean {
    return this.#resting || this.#running;
  }

  get #running(): boolean {
    return this.#context?.state === 'running';
  }

  play(tone: Tone | null): void {
    if (tone === this.#tone) return;
    this.#tone = tone;
    this.#silence();
    this.#sound();
  }

  test(): void {
    if (this.#tone !== null || !this.#context) return;
    const round = this.#roundOf('ring', this.#context);
    round.onended = () => this.#rest();
    round.start();
    this.#wake(this.#context);
    if (preferences.getSnapshot().vibration) vibrate(VIBRATION.slice(0, 3));
  }

  dispose(): void {
    this.#stopListening.abort();
    this.#forget();
    this.play(null);
    void this.#context?.close();
  }

  #unlock(): void {
    const context = (this.#context ??= new AudioContext());
    if (this.#saidSo && (this.#running || !this.#playing)) return;
    // One that is made after a touch runs from the beginning, and somebody still has to be told.
    this.#wake(context);
  }

  #wake(context: AudioContext): void {
    this.#resting = false;
    context.resume().then(
      () => {
        this.#saidSo = true;
        this.#sound();
        this.#onSounding();
      },
      // The page is being left.
      () => undefined,
    );
  }

  #rest(): void {
    if (this.#playing || !this.#running) return;
    this.#resting = true;
    this.#context?.suspend().catch(() => undefined);
  }

  /** Plays and shakes what is wanted now, and stops what is not wanted any more. */
  #sound(): void {
    const { ringSound, vibration } = preferences.getSnapshot();
    const heard = this.#tone !== null && (this.#tone === 'ringback' || ringSound);
    const felt = this.#tone === 'ring' && vibration;
    if (!heard) this.#hush();
    else if (!this.#playing && this.#tone && this.#context && this.unlocked) {
      this.#playing = this.#roundOf(this.#tone, this.#context);
      this.#playing.loop = true;
      this.#playing.start();
      if (this.#resting) this.#wake(this.#context);
    }
    if (felt !== this.#vibrating) vibrate(felt ? VIBRATION : 0);
    this.#vibrating = felt;
  }

  #silence(): void {
    this.#hush();
    if (this.#vibrating) vibrate(0);
    this.#vibrating = false;
  }

  #hush(): void {
    this.#playing?.stop();
    this.#playing = undefined;
    this.#rest();
  }

  #roundOf(tone: Tone, context: AudioContext): AudioBufferSourceNode {
    const { everyMs, volume, notes } = ROUNDS[tone];
    const rate = context.sampleRate;
    const buffer = context.createBuffer(1, Math.round((everyMs / 1000) * rate), rate);
    const samples = buffer.getChannelData(0);
    for (const [pitch, start, length] of notes) {
      const [first, count] = [Math.round(start * rate), Math.round(length * rate)];
      for (let at = 0; at < count; at++) {
        const seconds = at / rate;
        const swell = Math.min(1, seconds / FADE_S) * (1 - seconds / length);
        samples[first + at] = volume * swell * Math.sin(2 * Math.PI * pitch * seconds);
      }
    }
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    return source;
  }
}

const hasBeenTouched = (): boolean => 'userActivation' in navigator && navigator.userActivation.hasBeenActive;

/** Not every device can; and asked before the page was touched, browsers complain in the console. */
function vibrate(pattern: number[] | number): void {
  if ('vibrate' in navigator && hasBeenTouched()) navigator.vibrate(pattern);
}
