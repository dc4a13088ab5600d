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

export interface Helpers {
  readonly servers: readonly RTCIceServer[];
  /** The server has no relay at all. Where it did not answer, or its relays are away, it may well have one. */
  readonly relayless: boolean;
}

/** Of a server that has no relay (PROTOCOL, "HTTP"). */
const OFF = 'off';
const NONE_KNOWN: Helpers = { servers: [], relayless: false };

/**
 * The servers that help two people to find a path, with credentials for some minutes: asked for when they are first needed,
 * and again when half of that time has gone, since a path that is looked for later needs credentials that still count.
 */
export class IceServers {
  /** Called with the servers whenever they were asked for again. */
  renewed: (servers: readonly RTCIceServer[]) => void = () => undefined;
  readonly #link: Asking;
  #known: Promise<Helpers> | undefined;
  #last = NONE_KNOWN;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  constructor(link: Asking) {
    this.#link = link;
  }

  /** The server gives them while a call rings or goes on. None without an answer: two people in one network need no help. */
  get(): Promise<Helpers> {
    return (this.#known ??= this.#ask());
  }

  /** Without an answer those from before are still worth a try. */
  async renew(): Promise<void> {
    this.#known = this.#ask();
    const { servers } = await this.#known;
    if (!this.#over && servers.length > 0) this.renewed(servers);
  }

  dispose(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  async #ask(): Promise<Helpers> {
    const { helpers, againAfterMs } = await ask(this.#link);
    if (helpers) this.#last = helpers;
    // Who needs them next asks again, however soon.
    else this.#known = undefined;
    clearTimeout(this.#timer);
    if (!this.#over && againAfterMs !== undefined) this.#timer = setTimeout(() => void this.renew(), againAfterMs);
    return this.#last;
  }
}

async function ask(link: Asking): Promise<{ helpers?: Helpers; againAfterMs?: number }> {
  try {
    const response = await link.fetchApi('/api/turn-config', { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    const { mode, iceServers: servers, expiresAt } = turnConfig(await response.json(), '');
    const helpers = { servers, relayless: mode === OFF };
    return expiresAt === undefined ? { helpers } : { helpers, againAfterMs: Math.max(SOONEST_MS, (expiresAt - link.now()) / 2) };
  } catch {
    return { againAfterMs: AFTER_FAILURE_MS };
  }
}

/**
 * Only through a relay where somebody wants it so, and with strangers, who would learn this person's network address. A server
 * without a relay would leave strangers no path at all: there such a call is direct, unless the person chose otherwise.
 */
export function configurationWith({ servers, relayless }: Helpers, withStranger: boolean): RTCConfiguration {
  const hidden = preferences.getSnapshot().relayOnly || (withStranger && !relayless);
  // One transport, since all goes through one: gathered for as soon as there is a connection, with or without a description.
  return { iceServers: [...servers], iceTransportPolicy: hidden ? 'relay' : 'all', bundlePolicy: 'max-bundle', iceCandidatePoolSize: 1 };
}
