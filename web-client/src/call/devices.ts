import type { Media } from '../protocol';
import { preferences } from '../settings/preferences';

/** Why a microphone or a camera cannot be used. */
export type Trouble = 'refused' | 'none' | 'in_use' | 'insecure_page' | 'unknown';

/** What could be opened. A stream without audio means that `microphone` says why. */
export interface Opened {
  readonly stream: MediaStream;
  readonly microphone?: Trouble;
  readonly camera?: Trouble;
}

export interface Device {
  readonly id: string;
  readonly label: string;
}

/** What there is to choose from. Browsers tell once a device was opened; some never tell speakers. */
export interface Devices {
  readonly microphones: readonly Device[];
  readonly cameras: readonly Device[];
  readonly speakers: readonly Device[];
}

export const NO_DEVICES: Devices = { microphones: [], cameras: [], speakers: [] };

const AUDIO: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const VIDEO: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 } };
/** Names of Chrome for whatever the system takes: that is what choosing none means already. */
const ALIASES = ['', 'default', 'communications'];

/** Opens as much of what a call wants as there is: a call without a camera is still a call. Never rejects. */
export async function openDevices(media: Media): Promise<Opened> {
  if (media === 'audio') return openVoice();
  try {
    return { stream: await open({ audio: audio(), video: video(preferences.getSnapshot().camera) }) };
  } catch {
    const opened = await openVoice();
    const camera = await openCamera();
    if (typeof camera === 'string') return { ...opened, camera };
    opened.stream.addTrack(camera);
    return opened;
  }
}

/** The track of this camera or of the one that was chosen, or why there is none. Never rejects. */
export function openCamera(id = preferences.getSnapshot().camera): Promise<MediaStreamTrack | Trouble> {
  return openTrack({ video: video(id) });
}

/** The chosen microphone's track, or why there is none. Never rejects. */
export function openMicrophone(): Promise<MediaStreamTrack | Trouble> {
  return openTrack({ audio: audio() });
}

/** A picture of the screen or of a window; undefined where somebody thought better of it. Never rejects. */
export async function openScreen(): Promise<MediaStreamTrack | undefined> {
  try {
    return (await navigator.mediaDevices.getDisplayMedia({ video: true })).getVideoTracks()[0];
  } catch {
    return undefined;
  }
}

/** Firefox and Safari on some systems leave that to the system. */
export const canChooseSpeaker = (): boolean => 'setSinkId' in HTMLMediaElement.prototype;

export const canShareScreen = (): boolean => 'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices;

export async function listDevices(): Promise<Devices> {
  try {
    const found = await navigator.mediaDevices.enumerateDevices();
    const of = (wanted: MediaDeviceKind): Device[] =>
      found
        .filter(({ kind, deviceId, label }) => kind === wanted && label !== '' && !ALIASES.includes(deviceId))
        .map(({ deviceId: id, label }) => ({ id, label }));
    return { microphones: of('audioinput'), cameras: of('videoinput'), speakers: of('audiooutput') };
  } catch {
    return NO_DEVICES;
  }
}

export function closeDevices(stream: MediaStream | null): void {
  stream?.getTracks().forEach((track) => track.stop());
}

async function openVoice(): Promise<Opened> {
  const microphone = await openMicrophone();
  const stream = new MediaStream();
  if (typeof microphone === 'string') return { stream, microphone };
  stream.addTrack(microphone);
  return { stream };
}

async function openTrack(constraints: MediaStreamConstraints): Promise<MediaStreamTrack | Trouble> {
  try {
    return (await open(constraints)).getTracks()[0] ?? 'none';
  } catch (error) {
    return troubleOf(error);
  }
}

async function open(constraints: MediaStreamConstraints): Promise<MediaStream> {
  if (!isSecureContext) throw new DOMException('', 'SecurityError');
  return navigator.mediaDevices.getUserMedia(constraints);
}

/** A device that was chosen and is not there any more is no reason not to talk. */
function audio(): MediaTrackConstraints {
  const { microphone } = preferences.getSnapshot();
  return microphone === '' ? AUDIO : { ...AUDIO, deviceId: { ideal: microphone } };
}

function video(camera: string): MediaTrackConstraints {
  return camera === '' ? { ...VIDEO, facingMode: 'user' } : { ...VIDEO, deviceId: { ideal: camera } };
}

/** What a rejection of `getUserMedia` means for the person. */
export function troubleOf(error: unknown): Trouble {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
      return 'refused';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none';
    case 'NotReadableError':
    case 'AbortError':
      return 'in_use';
    case 'SecurityError':
      return 'insecure_page';
    default:
      return 'unknown';
  }
}
