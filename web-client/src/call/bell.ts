type Tone = 'ring' | 'waiting' | 'ringback';

/** Notes of one round of a tone: pitch in Hz, start and length in seconds. */
const ROUNDS: Record<Tone, { readonly everyMs: number; readonly volume: number; readonly notes: readonly [number, number, number][] }> = {
  ring: { everyMs: 2400, volume: 0.25, notes: [[659, 0, 0.18], [784, 0.2, 0.18], [988, 0.4, 0.34], [659, 0.9, 0.18], [784, 1.1, 0.18], [988, 1.3, 0.34]] },
  waiting: { everyMs: 4000, volume: 0.1, notes: [[784, 0, 0.15], [784, 0.25, 0.15]] },
  ringback: { everyMs: 4000, volume: 0.06, notes: [[440, 0, 1]] },
};

/**
 * The sound of calls. Browsers stay silent until the page was touched once: until then {@link Bell.sounding} is false,
 * and `onSounding` is called when that changes.
 */
export class Bell {
  readonly #onSounding: () => void;
  readonly #stopListening = new AbortController();
  #context: AudioContext | undefined;
  #tone: Tone | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #playing: OscillatorNode[] = [];

  constructor(onSounding: () => void) {
    this.#onSounding = onSounding;
    for (const touch of ['pointerdown', 'keydown'] as const) {
      document.addEventListener(touch, () => this.#unlock(), { signal: this.#stopListening.signal, capture: true });
    }
  }

  /** Whether a tone is to be heard at this moment. */
  get sounding(): boolean {
    return this.#tone !== null && this.#context?.state === 'running';
  }

  play(tone: Tone | null): void {
    if (tone === this.#tone) return;
    this.#silence();
    this.#tone = tone;
    if (tone === null) return;
    this.#round();
    this.#timer = setInterval(() => this.#round(), ROUNDS[tone].everyMs);
  }

  dispose(): void {
    this.#stopListening.abort();
    this.play(null);
    void this.#context?.close();
  }

  #unlock(): void {
    const context = (this.#context ??= new AudioContext());
    if (context.state === 'running') return;
    void context.resume().then(() => {
      if (this.#tone === null) return;
      this.#round();
      this.#onSounding();
    });
  }

  #round(): void {
    const context = this.#context;
    if (this.#tone === null || context?.state !== 'running') return;
    const { volume, notes } = ROUNDS[this.#tone];
    if (this.#tone === 'ring' && 'vibrate' in navigator) navigator.vibrate([400, 200, 400]);
    this.#playing = notes.map(([pitch, start, length]) => {
      const at = context.currentTime + start;
      const gain = context.createGain();
      gain.gain.setValueAtTime(0, at);
      gain.gain.linearRampToValueAtTime(volume, at + 0.02);
      gain.gain.linearRampToValueAtTime(0, at + length);
      const note = context.createOscillator();
      note.frequency.value = pitch;
      note.connect(gain).connect(context.destination);
      note.start(at);
      note.stop(at + length);
      return note;
    });
  }

  #silence(): void {
    clearInterval(this.#timer);
    for (const note of this.#playing) note.stop();
    this.#playing = [];
    if (this.#tone === 'ring' && 'vibrate' in navigator) navigator.vibrate(0);
  }
}
