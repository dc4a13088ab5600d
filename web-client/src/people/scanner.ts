import { Listeners } from '../app/listeners';
import type { Store } from '../app/useStore';
import { type Trouble, troubleOf } from '../call/devices';
import { type Led, whereTo } from './codes';

/** `not_ours`: a code, but nobody's of CallVault. `no_code`: a chosen picture without one. `unreadable`: no picture at all. */
export type ScanRemark = 'not_ours' | 'no_code' | 'unreadable';

export interface ScanState {
  readonly camera: 'asking' | 'looking' | Trouble;
  readonly stream?: MediaStream;
  readonly remark?: ScanRemark;
}

/** What scanning needs of the browser; tests script it. */
export interface ScanTools {
  /** Rejects as `getUserMedia` does. */
  open: () => Promise<MediaStream>;
  /** The text of a code in the picture, or undefined. */
  read: (picture: HTMLVideoElement | ImageBitmap) => Promise<string | undefined>;
  picture: (file: Blob) => Promise<ImageBitmap>;
}

/** Five looks a second find a code before anybody wonders, and leave a slow phone time to draw. */
const LOOK_MS = 200;

/** Looks for somebody's code, or a new device's, through the camera, or in a picture that was chosen, until it has found one or is disposed. */
export class Scanner implements Store<ScanState> {
  readonly #listeners = new Listeners();
  readonly #tools: ScanTools;
  #found: ((led: Led) => void) | undefined;
  #state: ScanState = { camera: 'asking' };
  #video: HTMLVideoElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Rises with each start and with the end: what was asked for before counts no more. */
  #run = 0;

  constructor(tools: ScanTools) {
    this.#tools = tools;
  }

  getSnapshot = (): ScanState => this.#state;
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);

  /** Asks for the camera and looks; calls back once, with where the first code of ours leads. Again after a trouble, to try anew. */
  start = async (found: (led: Led) => void): Promise<void> => {
    this.#stop();
    const run = this.#run;
    this.#found = found;
    this.#become({ camera: 'asking' });
    try {
      const stream = await this.#tools.open();
      // Somebody left while the browser asked: nobody would ever turn this camera off.
      if (run !== this.#run) {
        stop(stream);
        return;
      }
      for (const track of stream.getTracks()) track.onended = () => this.#fail('in_use');
      this.#become({ camera: 'looking', stream });
      this.#lookSoon();
    } catch (error) {
      if (run === this.#run) this.#fail(troubleOf(error));
    }
  };

  /** Where the camera's picture is shown, which is also where it is read from. */
  watch = (video: HTMLVideoElement | undefined): void => {
    this.#video = video;
  };

  /** Reads a picture instead. */
  readFile = async (file: Blob): Promise<void> => {
    const run = this.#run;
    const remark = await this.#tools.picture(file).then(
      async (picture) => {
        try {
          return await this.#look(picture);
        } finally {
          picture.close();
        }
      },
      (): ScanRemark => 'unreadable',
    );
    if (run === this.#run && remark) this.#remark(remark);
  };

  dispose(): void {
    this.#stop();
    this.#listeners.clear();
  }

  #lookSoon(): void {
    const run = this.#run;
    this.#timer = setTimeout(() => {
      void this.#lookOnce().then((done) => {
        if (!done && run === this.#run) this.#lookSoon();
      });
    }, LOOK_MS);
  }

  /** Whether that was the last look. */
  async #lookOnce(): Promise<boolean> {
    const video = this.#video;
    if (!video || video.readyState < 2 || video.videoWidth === 0) return false;
    const remark = await this.#look(video);
    if (remark === 'not_ours') this.#remark(remark);
    return remark === undefined;
  }

  /** Undefined once it has found somebody. */
  async #look(picture: HTMLVideoElement | ImageBitmap): Promise<ScanRemark | undefined> {
    const run = this.#run;
    const text = await this.#tools.read(picture).catch((error: unknown) => {
      reportError(error);
      return undefined;
    });
    if (run !== this.#run) return undefined;
    if (text === undefined) return 'no_code';
    const led = whereTo(text);
    if (!led) return 'not_ours';
    const found = this.#found;
    this.#stop();
    found?.(led);
    return undefined;
  }

  #remark(remark: ScanRemark): void {
    if (this.#state.remark !== remark) this.#become({ ...this.#state, remark });
  }

  #fail(trouble: Trouble): void {
    this.#stop();
    this.#become({ camera: trouble });
  }

  #stop(): void {
    this.#run += 1;
    clearTimeout(this.#timer);
    if (this.#state.stream) stop(this.#state.stream);
  }

  #become(state: ScanState): void {
    this.#state = state;
    this.#listeners.tell();
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) {
    track.onended = null;
    track.stop();
  }
}
