import { Listeners } from '../app/listeners';
import type { Store } from '../app/useStore';
import { preferences } from '../settings/preferences';
import { closeDevices, type Devices, NO_DEVICES, type Opened, type Trouble } from './devices';

export interface DeviceCheckState {
  readonly opening: boolean;
  readonly stream: MediaStream | null;
  readonly microphone: Trouble | undefined;
  readonly camera: Trouble | undefined;
  readonly devices: Devices;
  /** How loud it is now, from 0 to 1. */
  readonly level: number;
  /** Something was heard since the microphone was opened. */
  readonly heard: boolean;
  /** The tone is playing, or what became of the last one; undefined before the first. */
  readonly tone: 'playing' | 'played' | 'silent' | undefined;
}

/** What the check needs of the browser; tests and the gallery hand in their own. */
export interface DeviceCheckTools {
  open(): Promise<Opened>;
  list(): Promise<Devices>;
  /** Calls back several times a second with how loud it is, until the returned function is called. */
  listen(stream: MediaStream, tell: (level: number) => void): () => void;
  /** Plays some notes from this loudspeaker; rejects where the browser does not let it. */
  play(speaker: string, signal: AbortSignal): Promise<void>;
  /** Returns the way out. */
  watch(changed: () => void): () => void;
}

/** A quiet room stays below, somebody who speaks does not. */
const HEARD = 0.08;

const FRESH: DeviceCheckState = {
  opening: false, stream: null, microphone: undefined, camera: undefined, devices: NO_DEVICES, level: 0, heard: false, tone: undefined,
};

export type Kind = 'microphone' | 'camera' | 'speaker';

/** Tries this person's devices before a call does; what is chosen here counts for calls, too. */
export class DeviceCheck implements Store<DeviceCheckState> {
  readonly #tools: DeviceCheckTools;
  readonly #listeners = new Listeners();
  readonly #stopWatching: () => void;
  #state = FRESH;
  #deaf: (() => void) | undefined;
  #tone = new AbortController();
  /** Rises with each start and with the end: what was asked for before counts no more. */
  #run = 0;

  constructor(tools: DeviceCheckTools) {
    this.#tools = tools;
    this.#stopWatching = tools.watch(() => void this.#changed());
  }

  getSnapshot = (): DeviceCheckState => this.#state;
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);

  /** Opens what was chosen. Again after a trouble, to try anew. */
  start = async (): Promise<void> => {
    this.#close();
    const run = this.#run;
    this.#show({ opening: true, stream: null, level: 0, heard: false });
    const { stream, microphone, camera } = await this.#tools.open();
    const devices = await this.#tools.list();
    // Somebody left while the browser asked: nobody would ever turn these off.
    if (run !== this.#run) {
      closeDevices(stream);
      return;
    }
    for (const track of stream.getTracks()) track.onended = () => void this.start();
    this.#show({ opening: false, stream, microphone, camera, devices });
    if (!microphone) this.#deaf = this.#tools.listen(stream, (level) => this.#show({ level, heard: this.#state.heard || level > HEARD }));
  };

  choose = (kind: Kind, id: string): void => {
    preferences.set(kind, id);
    if (kind === 'speaker') this.#show({ tone: undefined });
    else void this.start();
  };

  playTone = async (): Promise<void> => {
    this.#tone.abort();
    this.#tone = new AbortController();
    const { signal } = this.#tone;
    this.#show({ tone: 'playing' });
    const tone = await this.#tools.play(preferences.getSnapshot().speaker, signal).then(
      () => 'played' as const,
      () => 'silent' as const,
    );
    if (!signal.aborted) this.#show({ tone });
  };

  dispose(): void {
    this.#stopWatching();
    this.#tone.abort();
    this.#close();
    this.#listeners.clear();
  }

  /** One that was plugged in is offered; where there was none, it is tried. */
  async #changed(): Promise<void> {
    const run = this.#run;
    const devices = await this.#tools.list();
    if (run !== this.#run) return;
    this.#show({ devices });
    if (this.#state.microphone === 'none' || this.#state.camera === 'none') await this.start();
  }

  #close(): void {
    this.#run += 1;
    this.#deaf?.();
    this.#deaf = undefined;
    const { stream } = this.#state;
    stream?.getTracks().forEach((track) => (track.onended = null));
    closeDevices(stream);
  }

  #show(part: Partial<DeviceCheckState>): void {
    this.#state = { ...this.#state, ...part };
    this.#listeners.tell();
  }
}
