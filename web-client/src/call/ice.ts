import type { Link } from '../protocol';
import { integer, listOf, object, optional, type Shape, text } from '../protocol/shape';
import { preferences } from '../settings/preferences';

const ANSWER_WITHIN_MS = 3000;
const AFTER_FAILURE_MS = 30_000;
const SOONEST_MS = 5000;

const urls: Shape<string | string[]> = (value, path) =>
  typeof value === 'string' ? value : listOf(text)(value, path);

export const turnConfig = object({
  mode: optional(text),
  iceServers: listOf(object({ urls, username: optional(text), credential: optional(text) })),
  expiresAt: optional(integer),
});

type Asking = Pick<Link, 'fetchApi' | 'now'>;

/**
 * The servers that help two people to find a path, with credentials for some minutes: asked for when they are first needed,
 * and again when half of that time has gone, since a path that is looked for later needs credentials that still count.
 */
export class IceServers {
  readonly #link: Asking;
  readonly #renewed: (servers: readonly RTCIceServer[]) => void;
  #known: Promise<readonly RTCIceServer[]> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  constructor(link: Asking, renewed: (servers: readonly RTCIceServer[]) => void) {
    this.#link = link;
    this.#renewed = renewed;
  }

  /** The server gives them while a call rings or goes on. None without an answer: two people in one network need no help. */
  get(): Promise<readonly RTCIceServer[]> {
    return (this.#known ??= this.#ask([]));
  }

  /** Without an answer those from before are still worth a try. */
  async renew(): Promise<void> {
    this.#known = this.#ask(await this.get());
    const servers = await this.#known;
    if (!this.#over && servers.length > 0) this.#renewed(servers);
  }

  dispose(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  async #ask(before: readonly RTCIceServer[]): Promise<readonly RTCIceServer[]> {
    const { servers, againAfterMs } = await ask(this.#link, before);
    clearTimeout(this.#timer);
    if (!this.#over && againAfterMs !== undefined) this.#timer = setTimeout(() => void this.renew(), againAfterMs);
    return servers;
  }
}

async function ask(link: Asking, before: readonly RTCIceServer[]): Promise<{ servers: readonly RTCIceServer[]; againAfterMs?: number }> {
  try {
    const response = await link.fetchApi('/api/turn-config', { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    const { iceServers: servers, expiresAt } = turnConfig(await response.json(), '');
    return expiresAt === undefined ? { servers } : { servers, againAfterMs: Math.max(SOONEST_MS, (expiresAt - link.now()) / 2) };
  } catch {
    return { servers: before, againAfterMs: AFTER_FAILURE_MS };
  }
}

export const configurationWith = (iceServers: readonly RTCIceServer[]): RTCConfiguration => ({
  iceServers: [...iceServers],
  iceTransportPolicy: preferences.getSnapshot().relayOnly ? 'relay' : 'all',
  bundlePolicy: 'max-bundle',
});
