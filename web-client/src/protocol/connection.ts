import { debugMark } from '../app/debug';
import { Listeners } from '../app/listeners';
import { Api } from './api';
import { reconnectDelayMs } from './backoff';
import { stopReasonOf } from './closeCodes';
import type { Profile } from './deviceStore';
import { WireError } from './errors';
import { type ClientFrame, type ClientRequest, decodeServerFrame, type ServerFrame, type ServerFrameOf } from './frames';
import { Heartbeat } from './heartbeat';
import { signAs } from './identity';
import { JWS } from './jws';
import type { ConnectionState, Link, StopReason } from './link';
import { Pacer } from './pacer';
import { Pending } from './pending';

const SUBPROTOCOL = 'callvault.v1';
/** `WebSocket.OPEN`. */
const OPEN = 1;
const REQUEST_TIMEOUT_MS = 10_000;
/** From opening the socket to `ready`; a network that swallows packets would else hold us for minutes. */
const OPENING_TIMEOUT_MS = 15_000;
/** The server gives us 5 s to prove who we are; what took longer here was a sleeping page and no refusal. */
const SLEPT_MS = 4_000;

/** What a connection needs of its surroundings; tests script the socket and the randomness. */
export interface ConnectionOptions {
  profile: Profile;
  /** Where the page came from; it is also the audience of our proof. */
  origin: string;
  /** A number that has never been used before, already stored. */
  nextConn: () => Promise<number>;
  openSocket?: (url: string, subprotocol: string) => WebSocket;
  random?: () => number;
  /** Calls back when the network is back or the person looks at the page; returns the way out. */
  watchSurroundings?: (nudge: () => void) => () => void;
}

/** The connection of this device; see {@link Link}. One socket at a time, and a new proof for each. */
export class Connection implements Link {
  readonly address: string;
  readonly device: string;
  readonly holdsKey: boolean;
  readonly #options: Required<ConnectionOptions>;
  readonly #changed = new Listeners();
  readonly #frames = new Listeners<[ServerFrame]>();
  readonly #readies = new Listeners();
  readonly #pending = new Pending();
  readonly #pacer = new Pacer(() => Date.now());
  readonly #heartbeat = new Heartbeat(
    () => this.send({ type: 'ping' }),
    () => this.#lost(),
  );
  readonly #api = new Api(
    () => this.#renewToken(),
    () => this.now(),
  );
  readonly #stopWatching: () => void;
  #state: ConnectionState = { phase: 'connecting', attempt: 0 };
  #socket: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #clockAheadMs = 0;
  #helloAt = Infinity;
  #refusal: string | undefined;
  #toldMs: number | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = {
      openSocket: (url, subprotocol) => new WebSocket(url, subprotocol),
      random: Math.random,
      watchSurroundings,
      ...options,
    };
    this.address = options.profile.address;
    this.device = options.profile.device;
    this.holdsKey = options.profile.cert === undefined;
    this.#stopWatching = this.#options.watchSurroundings(() => this.#nudge());
    this.#open();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => this.#changed.add(listener);
  on = (listener: (frame: ServerFrame) => void): (() => void) => this.#frames.add(listener);
  onReady = (listener: () => void): (() => void) => this.#readies.add(listener);
  now = (): number => Date.now() + this.#clockAheadMs;
  sign = (typ: string, payload: object): Promise<string> => signAs(this.#options.profile, typ, payload);
  fetchApi = (path: string, init?: RequestInit): Promise<Response> => this.#api.fetch(path, init);

  async request<T extends ServerFrame = ServerFrame>(frame: ClientRequest, timeoutMs = REQUEST_TIMEOUT_MS): Promise<T> {
    if (this.#tooLarge(JSON.stringify(frame))) throw new WireError('frame_too_large', 'frame too large', false);
    const waitMs = frame.type.startsWith('msg:') ? this.#pacer.take() : 0;
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    return (await this.#pending.ask((id) => this.send({ ...frame, id }), timeoutMs)) as T;
  }

  send(frame: ClientFrame): boolean {
    const socket = this.#socket;
    if (this.#state.phase !== 'ready' || socket?.readyState !== OPEN) return false;
    const json = JSON.stringify(frame);
    if (this.#tooLarge(json)) return false;
    socket.send(json);
    return true;
  }

  /** The person asks for it: tries at once, also after the server said not to come back. */
  retry = (): void => {
    if (this.#state.phase === 'ready' || this.#state.phase === 'connecting') return;
    this.#failures = 0;
    this.#open();
  };

  dispose(): void {
    this.#stopWatching();
    this.#abandonSocket();
    this.#changed.clear();
    this.#frames.clear();
    this.#readies.clear();
  }

  #open(): void {
    this.#abandonSocket();
    this.#refusal = undefined;
    this.#toldMs = undefined;
    this.#helloAt = Infinity;
    this.#become({ phase: 'connecting', attempt: this.#failures });
    const socket = this.#options.openSocket(`${this.#options.origin.replace(/^http/, 'ws')}/ws`, SUBPROTOCOL);
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#lost(), OPENING_TIMEOUT_MS);
    socket.onmessage = (event: MessageEvent<unknown>) => this.#heard(event.data);
    socket.onclose = (event) => this.#closed(event.code);
  }

  #heard(data: unknown): void {
    this.#heartbeat.heard();
    const decoded = decodeServerFrame(typeof data === 'string' ? data : '');
    switch (decoded.kind) {
      case 'frame':
        return this.#take(decoded.frame);
      case 'unknown':
        return debugMark('unknown frame', decoded.type);
      case 'malformed':
        return debugMark('malformed frame', decoded.reason);
      default:
        decoded satisfies never;
    }
  }

  #take(frame: ServerFrame): void {
    if (frame.type === 'hello') void this.#prove(frame).catch(() => this.#lost());
    else if (frame.type === 'ready') this.#ready(frame);
    else if (frame.type === 'drain') this.#toldMs = frame.reconnectAfterMs;
    else if (frame.type === 'error' && this.#state.phase !== 'ready') {
      this.#refusal = frame.code;
      this.#toldMs = frame.retryAfterMs;
    }
    this.#pending.settle(frame);
    this.#frames.tell(frame);
  }

  async #prove(hello: ServerFrameOf<'hello'>): Promise<void> {
    const socket = this.#socket;
    this.#clockAheadMs = hello.time - Date.now();
    this.#helloAt = Date.now();
    const { profile, origin, nextConn } = this.#options;
    const conn = await nextConn();
    const proof = await signAs(profile, JWS.auth, {
      nonce: hello.challenge, aud: origin, device: profile.device, conn, iat: Math.floor(this.now() / 1000),
    });
    // The socket may have gone while we signed; a proof is good for its own challenge only.
    if (socket?.readyState === OPEN) socket.send(JSON.stringify({ type: 'auth', proof }));
  }

  #ready(frame: ServerFrameOf<'ready'>): void {
    clearTimeout(this.#timer);
    this.#failures = 0;
    this.#api.setToken({ token: frame.token, expiresAt: frame.tokenExpiresAt });
    this.#heartbeat.start(frame.heartbeatMs);
    this.#pacer.start(frame.limits.framesPerSecond);
    this.#become({ phase: 'ready', session: frame.session, limits: frame.limits });
    this.#readies.tell();
  }

  #closed(code: number): void {
    const slept = this.#state.phase === 'connecting' && Date.now() - this.#helloAt > SLEPT_MS;
    const stop = code === 4401 && slept ? undefined : stopReasonOf(code);
    this.#abandonSocket();
    if (stop) this.#become({ phase: 'stopped', reason: refused(stop, this.#refusal) });
    else this.#waitAndReturn();
  }

  /** The connection is of no use any more, whatever the browser thinks of it. */
  #lost(): void {
    this.#abandonSocket();
    this.#waitAndReturn();
  }

  #waitAndReturn(): void {
    const delayMs = this.#toldMs ?? reconnectDelayMs(this.#failures, this.#options.random);
    const attempt = (this.#failures += 1);
    this.#timer = setTimeout(() => this.#open(), delayMs);
    this.#become({ phase: 'waiting', attempt, until: Date.now() + delayMs });
  }

  /** The network is back or the person looks at the page: no reason to wait, and reason to doubt an old socket. */
  #nudge(): void {
    if (this.#state.phase === 'waiting') this.#open();
    else this.#heartbeat.doubt();
  }

  #abandonSocket(): void {
    clearTimeout(this.#timer);
    this.#heartbeat.stop();
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket) {
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
    }
    this.#pending.dropAll();
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    this.#changed.tell();
  }

  #tooLarge(json: string): boolean {
    return this.#state.phase === 'ready' && new TextEncoder().encode(json).length > this.#state.limits.frameBytes;
  }

  async #renewToken() {
    const frame = await this.request<ServerFrameOf<'token'>>({ type: 'token' });
    return { token: frame.token, expiresAt: frame.tokenExpiresAt };
  }
}

/** A refused proof is named by the `error` before the close; only some names tell people more than the close code. */
function refused(stop: StopReason, code: string | undefined): StopReason {
  if (stop === 'not_authenticated' && (code === 'clock_skew' || code === 'revoked' || code === 'superseded')) return code;
  return stop;
}

function watchSurroundings(nudge: () => void): () => void {
  const seen = () => {
    if (document.visibilityState === 'visible') nudge();
  };
  globalThis.addEventListener('online', nudge);
  document.addEventListener('visibilitychange', seen);
  return () => {
    globalThis.removeEventListener('online', nudge);
    document.removeEventListener('visibilitychange', seen);
  };
}
