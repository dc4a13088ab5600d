import { Listeners } from '../app/listeners';
import { type ClientFrame, type ClientRequest, type ConnectionState, type Link, type ServerFrame, WireError } from '../protocol';
import { offline } from '../protocol/errors';

type Answer = ServerFrame | WireError;

const limits = {
  frameBytes: 65536, bodyBytes: 16384, uploadBytes: 10485760, framesPerSecond: 50, callsPerMinute: 20, callsPerPairPerMinute: 5,
};

/** A link that a test drives: it keeps what was asked, and answers as the test says; unanswered requests stay open. */
export class FakeLink implements Link {
  readonly address: string;
  readonly device = 'device';
  holdsKey = true;
  readonly sent: ClientFrame[] = [];
  readonly fetched: { path: string; init: RequestInit | undefined }[] = [];
  state: ConnectionState = { phase: 'waiting', attempt: 1, until: 0 };
  /** The answer to a request, now or later; undefined lets it time out. */
  answer: (frame: ClientRequest) => Answer | undefined = () => ({ type: 'ok' });
  /** The JSON of a path, or an error. */
  serve: (path: string, init?: RequestInit) => object = () => ({});
  readonly #frames = new Listeners<[ServerFrame]>();
  readonly #readies = new Listeners();
  readonly #changed = new Listeners();
  readonly #open = new Set<(error: WireError) => void>();

  constructor(address: string) {
    this.address = address;
  }

  subscribe = (listener: () => void) => this.#changed.add(listener);
  on = (listener: (frame: ServerFrame) => void) => this.#frames.add(listener);
  onReady = (listener: () => void) => this.#readies.add(listener);
  now = () => Date.now();
  sign: Link['sign'] = () => Promise.reject(new Error('nothing signs here'));
  retry = () => undefined;
  dispose = () => undefined;

  comesUp(): void {
    this.state = { phase: 'ready', session: 's', limits };
    this.#changed.tell();
    this.#readies.tell();
  }

  goesDown(): void {
    this.state = { phase: 'waiting', attempt: 1, until: 0 };
    this.#changed.tell();
    for (const reject of this.#open) reject(offline());
    this.#open.clear();
  }

  says(frame: ServerFrame): void {
    this.#frames.tell(frame);
  }

  send(frame: ClientFrame): boolean {
    if (this.state.phase === 'ready') this.sent.push(frame);
    return this.state.phase === 'ready';
  }

  request<T extends ServerFrame = ServerFrame>(frame: ClientRequest, timeoutMs = 10_000): Promise<T> {
    if (!this.send(frame)) return Promise.reject(offline());
    const answer = this.answer(frame);
    if (answer instanceof WireError) return Promise.reject(answer);
    if (answer) {
      this.says(answer);
      return Promise.resolve(answer as T);
    }
    return new Promise((_, reject) => {
      this.#open.add(reject);
      setTimeout(() => reject(new WireError('timeout', 'no answer', true)), timeoutMs);
    });
  }

  fetchApi = (path: string, init?: RequestInit): Promise<Response> => {
    this.fetched.push({ path, init });
    if (this.state.phase !== 'ready') return Promise.reject(offline());
    const answer = this.serve(path, init);
    return answer instanceof WireError ? Promise.reject(answer) : Promise.resolve(Response.json(answer));
  };
}
