/** Two soft notes: pitch in Hz, start and length in seconds. */
const NOTES = [[587, 0, 0.14], [880, 0.09, 0.22]] as const;
const VOLUME = 0.08;

/** Several messages at once are one sound. */
const REST_MS = 1_500;

/** The sound of a new message. Browsers stay silent until the page was touched once. */
export class Chime {
  readonly #stopListening = new AbortController();
  #context: AudioContext | undefined;
  #lastAt = -Infinity;

  constructor() {
    for (const touch of ['pointerdown', 'keydown'] as const) {
      document.addEventListener(touch, () => this.#unlock(), { signal: this.#stopListening.signal, capture: true });
    }
  }

  play(): void {
    const context = this.#context;
    const now = performance.now();
    if (context?.state !== 'running' || now - this.#lastAt < REST_MS) return;
    this.#lastAt = now;
    for (const [pitch, start, length] of NOTES) {
      const at = context.currentTime + start;
      const gain = context.createGain();
      gain.gain.setValueAtTime(0, at);
      gain.gain.linearRampToValueAtTime(VOLUME, at + 0.015);
      gain.gain.exponentialRampToValueAtTime(0.0001, at + length);
      const note = context.createOscillator();
      note.type = 'sine';
      note.frequency.value = pitch;
      note.connect(gain).connect(context.destination);
      note.start(at);
      note.stop(at + length);
    }
  }

  dispose(): void {
    this.#stopListening.abort();
    void this.#context?.close();
  }

  #unlock(): void {
    if (!('AudioContext' in globalThis)) return;
    this.#context ??= new AudioContext();
    // Refused for now: the next touch asks again.
    if (this.#context.state === 'suspended') this.#context.resume().catch(() => undefined);
  }
}
