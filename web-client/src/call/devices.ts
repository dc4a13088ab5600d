import type { Media } from '../protocol';

/** Why a microphone or a camera cannot be used. */
export type Trouble = 'refused' | 'none' | 'in_use' | 'insecure_page' | 'unknown';

/** What could be opened. A stream without audio means that `microphone` says why. */
export interface Opened {
  readonly stream: MediaStream;
  readonly microphone?: Trouble;
  readonly camera?: Trouble;
}

const AUDIO: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const VIDEO: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: 'user' };

/** Opens as much of what a call wants as there is: a call without a camera is still a call. Never rejects. */
export async function openDevices(media: Media): Promise<Opened> {
  if (media === 'audio') return openMicrophone();
  try {
    return { stream: await open({ audio: AUDIO, video: VIDEO }) };
  } catch {
    const opened = await openMicrophone();
    const camera = await openCamera();
    if (typeof camera === 'string') return { ...opened, camera };
    opened.stream.addTrack(camera);
    return opened;
  }
}

/** The camera's track, or why there is none. Never rejects. */
export async function openCamera(): Promise<MediaStreamTrack | Trouble> {
  try {
    return (await open({ video: VIDEO })).getVideoTracks()[0] ?? 'none';
  } catch (error) {
    return troubleOf(error);
  }
}

export function closeDevices(stream: MediaStream | null): void {
  stream?.getTracks().forEach((track) => track.stop());
}

async function openMicrophone(): Promise<Opened> {
  try {
    return { stream: await open({ audio: AUDIO }) };
  } catch (error) {
    return { stream: new MediaStream(), microphone: troubleOf(error) };
  }
}

async function open(constraints: MediaStreamConstraints): Promise<MediaStream> {
  if (!isSecureContext) throw new DOMException('', 'SecurityError');
  return navigator.mediaDevices.getUserMedia(constraints);
}

function troubleOf(error: unknown): Trouble {
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
