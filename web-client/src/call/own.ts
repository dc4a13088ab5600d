import type { Media } from '../protocol';
import { preferences } from '../settings/preferences';
import {
  closeDevices, type Devices, listDevices, NO_DEVICES, openCamera, openDevices, type Opened, openMicrophone, openScreen, type Trouble,
} from './devices';

/** What somebody says and shows in a call. */
export interface Own {
  readonly local: MediaStream | null;
  readonly muted: boolean;
  readonly camera: boolean;
  /** The screen goes to the other, in the place of the camera. */
  readonly sharing: boolean;
  readonly devices: Devices;
  readonly trouble: { readonly microphone?: Trouble; readonly camera?: Trouble };
  /** A device went away, and this one was taken in its place; told for a while. */
  readonly instead: Instead | null;
}

interface Instead {
  readonly kind: 'microphone' | 'camera';
  readonly label: string;
}

export const NOTHING_OWN: Own = { local: null, muted: false, camera: false, sharing: false, devices: NO_DEVICES, trouble: {}, instead: null };

const TOLD_FOR_MS = 10_000;

export interface OwnListener {
  changed(): void;
  /** From now on this is what the other hears or sees; null for nothing. */
  send(kind: 'audio' | 'video', track: MediaStreamTrack | null): Promise<void> | undefined;
}

/** This person's devices during a call. What cannot be opened is said in `trouble`; no method rejects. */
export class OwnMedia {
  listener: OwnListener = { changed: () => undefined, send: () => undefined };
  #own: Own = NOTHING_OWN;
  #opening: Promise<Opened> | undefined;
  #work: Promise<void> = Promise.resolve();
  #closed = false;
  #telling: ReturnType<typeof setTimeout> | undefined;
  /** The camera was on when the screen took its place. */
  #cameraBehind = false;
  readonly #relist = (): void => void this.#list();

  get own(): Own {
    return this.#own;
  }

  /** Opens what there is, once. */
  async open(media: Media): Promise<Opened> {
    this.#opening ??= this.#begin(media);
    return this.#opening;
  }

  mute(muted: boolean): void {
    this.#own.local?.getAudioTracks().forEach((track) => (track.enabled = !muted));
    this.#show({ muted });
  }

  showCamera(on: boolean): void {
    this.#enqueue(async (local) => {
      if (on === this.#own.camera) return;
      this.#cameraBehind = false;
      if (on) await this.#openCamera(local);
      else await this.#replace(local, 'video', null, { camera: false });
    });
  }

  useMicrophone(id: string): void {
    preferences.set('microphone', id);
    this.#enqueue((local) => this.#openMicrophone(local));
  }

  useCamera(id: string): void {
    preferences.set('camera', id);
    this.#switchCamera(id);
  }

  /** The other side of a phone, or the next camera of a desk; for this call only. */
  flipCamera(): void {
    const { devices, local } = this.#own;
    const shown = local?.getVideoTracks()[0]?.getSettings().deviceId;
    const at = devices.cameras.findIndex(({ id }) => id === shown);
    const next = devices.cameras[(at + 1) % devices.cameras.length];
    if (next && next.id !== shown) this.#switchCamera(next.id);
  }

  shareScreen(on: boolean): void {
    this.#enqueue(async (local) => {
      if (on === this.#own.sharing) return;
      if (on) await this.#share(local);
      else if (this.#cameraBehind) await this.#openCamera(local);
      else await this.#replace(local, 'video', null, { sharing: false });
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#telling);
    navigator.mediaDevices.removeEventListener('devicechange', this.#relist);
    void this.#opening?.then(({ stream }) => closeDevices(stream));
    closeDevices(this.#own.local);
    this.#own = NOTHING_OWN;
  }

  async #begin(media: Media): Promise<Opened> {
    const opened = await openDevices(media);
    if (this.#closed) return opened;
    const { stream: local, ...trouble } = opened;
    local.getTracks().forEach((track) => this.#watch(track));
    // Somebody who muted while the browser asked is not to be heard now.
    local.getAudioTracks().forEach((track) => (track.enabled = !this.#own.muted));
    this.#show({ local, camera: local.getVideoTracks().length > 0, trouble });
    void this.#list();
    navigator.mediaDevices.addEventListener('devicechange', this.#relist);
    return opened;
  }

  #switchCamera(id: string): void {
    this.#enqueue(async (local) => {
      if (!this.#own.camera) return;
      // A phone opens one of its cameras at a time.
      local.getVideoTracks().forEach((track) => track.stop());
      await this.#openCamera(local, id);
    });
  }

  async #openMicrophone(local: MediaStream): Promise<void> {
    // Some systems give a microphone to one at a time.
    local.getAudioTracks().forEach((track) => track.stop());
    const track = await openMicrophone();
    if (typeof track === 'string') {
      await this.#replace(local, 'audio', null, { trouble: { ...this.#own.trouble, microphone: track } });
      return;
    }
    track.enabled = !this.#own.muted;
    const { microphone: _, ...trouble } = this.#own.trouble;
    await this.#replace(local, 'audio', track, { trouble });
  }

  async #openCamera(local: MediaStream, id?: string): Promise<void> {
    const track = await openCamera(id);
    const { camera: _, ...trouble } = this.#own.trouble;
    if (typeof track === 'string') await this.#replace(local, 'video', null, { camera: false, sharing: false, trouble: { ...trouble, camera: track } });
    else await this.#replace(local, 'video', track, { camera: true, sharing: false, trouble });
  }

  async #share(local: MediaStream): Promise<void> {
    const track = await openScreen();
    if (!track) return;
    this.#cameraBehind = this.#own.camera;
    await this.#replace(local, 'video', track, { camera: false, sharing: true });
  }

  /** The stream stays the same: whoever shows it follows its tracks. */
  async #replace(local: MediaStream, kind: 'audio' | 'video', track: MediaStreamTrack | null, told: Partial<Own>): Promise<void> {
    if (this.#closed) {
      track?.stop();
      return;
    }
    const before = local.getTracks().filter((each) => each.kind === kind);
    if (track) {
      local.addTrack(track);
      this.#watch(track);
    }
    for (const each of before) {
      local.removeTrack(each);
      each.onended = null;
      each.stop();
    }
    this.#show(told);
    await this.listener.send(kind, track);
  }

  /** A device that is unplugged, or a screen that is not shared any more by the browser's own button. */
  #watch(track: MediaStreamTrack): void {
    track.onended = () => {
      if (track.kind === 'video' && this.#own.sharing) this.shareScreen(false);
      else this.#enqueue((local) => this.#takeAnother(local, track));
    };
  }

  /** What was chosen stays so for when it is back; until then the browser takes the next one. */
  async #takeAnother(local: MediaStream, gone: MediaStreamTrack): Promise<void> {
    if (!local.getTracks().includes(gone)) return;
    const isAudio = gone.kind === 'audio';
    await (isAudio ? this.#openMicrophone(local) : this.#openCamera(local));
    const [taken] = isAudio ? local.getAudioTracks() : local.getVideoTracks();
    if (!taken) return;
    this.#show({ instead: { kind: isAudio ? 'microphone' : 'camera', label: taken.label } });
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => this.#show({ instead: null }), TOLD_FOR_MS);
  }

  async #list(): Promise<void> {
    this.#show({ devices: await listDevices() });
  }

  /** One after the other: two presses in a hurry must not open a device twice. */
  #enqueue(task: (local: MediaStream) => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      const { local } = this.#own;
      if (local && !this.#closed) await task(local);
    });
    this.#work.catch(reportError);
  }

  #show(part: Partial<Own>): void {
    if (this.#closed) return;
    this.#own = { ...this.#own, ...part };
    this.listener.changed();
  }
}
