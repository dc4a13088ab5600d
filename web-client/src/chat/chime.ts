/** Two soft notes: pitch in Hz, start and length in seconds. */
const NOTES = [[587, 0, 0.14], [880, 0.09, 0.22]] as const;
const VOLUME = 0.08;

/** Several messages at once are one sound. */
const REST_MS = 1_500;

/**
 * The sound of a new message. Browsers stay silent until the page was touched once. Between sounds the way to the loudspeaker is
 * closed: open, it takes the processor a hundred times a second.
 */
export class Chime {
  readonly #stopListening = new AbortController();
  #context: AudioContext | undefined;
  #lastAt = -Infinity;
  #unlocked = false;

  constructor() {
    for (const touch of ['pointerdown', 'keydown'] as const) {
      document.addEventListener(touch, () => this.#unlock(), { signal: this.#stopListening.signal, capture: true });
    }
  }

  play(): void {
    const context = this.#context;
    const now = performance.now();
    if (!context || !this.#unlocked || now - this.#lastAt < REST_MS) return;
    this.#lastAt = now;
    // Where the browser has closed it for good, the next touch opens it.
    context.resume().then(() => this.#ring(context), () => (this.#unlocked = false));
  }

  #ring(context: AudioContext): void {
    let last: OscillatorNode | undefined;
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
      last = note;
    }
    if (last) last.onended = () => void context.suspend().catch(() => undefined);
  }

  dispose(): void {
    this.#stopListening.abort();
    void this.#context?.close();
  }

  #unlock(): void {
    if (!('AudioContext' in globalThis)) return;
    this.#context ??= new AudioContext();
    if (this.#unlocked) return;
    const context = this.#context;
    // Refused for now: the next touch asks again.
    context.resume().then(
      () => {
        this.#unlocked = true;
        return context.suspend();
      },
      () => undefined,
    );
  }
}
