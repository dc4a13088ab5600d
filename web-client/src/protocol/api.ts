import { offline, timedOut, WireError } from './errors';
import { flag, integer, object, openWord, optional, text } from './shape';

const TIMEOUT_MS = 15_000;
/** A token this close to its end would be refused by a server whose clock is a little ahead. */
const SPARE_MS = 30_000;

/** A bearer token of this device; `expiresAt` in ms since the epoch, by the server's clock. */
export interface Token {
  token: string;
  expiresAt: number;
}

/** RFC 9457 with the members of PROTOCOL.md. */
const problem = object({
  code: openWord(),
  title: optional(text),
  detail: optional(text),
  retryable: optional(flag),
  retryAfterMs: optional(integer),
});

/** `fetch` of our own origin without a token, for who has none yet; answers other than 2xx as `WireError`. */
export const fetchOpen = async (path: string, init: RequestInit = {}): Promise<Response> => passed(await tried(path, init));

/** `fetch` of our own origin with a token that is renewed in time, and answers other than 2xx as `WireError`. */
export class Api {
  #token: Token | undefined;
  #renewing: Promise<Token> | undefined;
  readonly #renew: () => Promise<Token>;
  readonly #now: () => number;

  constructor(renew: () => Promise<Token>, now: () => number) {
    this.#renew = renew;
    this.#now = now;
  }

  setToken(token: Token): void {
    this.#token = token;
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await this.#try(path, init);
    if (response.status !== 401) return passed(response);
    this.#token = undefined;
    return passed(await this.#try(path, init));
  }

  async #try(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${(await this.#fresh()).token}`);
    return tried(path, { ...init, headers });
  }

  #fresh(): Promise<Token> {
    if (this.#token && this.#token.expiresAt - SPARE_MS > this.#now()) return Promise.resolve(this.#token);
    // One renewal for all who wait, however many ask at once.
    this.#renewing ??= this.#renew()
      .then((token) => (this.#token = token))
      .finally(() => (this.#renewing = undefined));
    return this.#renewing;
  }
}

async function tried(path: string, init: RequestInit): Promise<Response> {
  const signal = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(init.signal ? [init.signal] : [])]);
  try {
    return await fetch(path, { ...init, signal });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw error instanceof DOMException && error.name === 'TimeoutError' ? timedOut() : offline();
  }
}

async function passed(response: Response): Promise<Response> {
  if (response.ok) return response;
  throw await errorOf(response);
}

async function errorOf(response: Response): Promise<WireError> {
  const retryAfter = Number(response.headers.get('Retry-After') ?? NaN);
  const retryAfterMs = Number.isFinite(retryAfter) ? retryAfter * 1000 : undefined;
  const server = response.status >= 500 || response.status === 429;
  try {
    const read = problem(await response.json(), '');
    const message = read.detail ?? read.title ?? read.code;
    return new WireError(read.code, message, read.retryable ?? server, read.retryAfterMs ?? retryAfterMs);
  } catch {
    // A proxy on the way answered in its own words.
    return new WireError(server ? 'unavailable' : 'not_found', `HTTP ${response.status}`, server, retryAfterMs);
  }
}
