import { Listeners } from '../app/listeners';
import type { Store } from '../app/useStore';
import { turnConfig } from '../call/ice';
import { type Link, WireError } from '../protocol';
import { listOf, object, oneOf, optional, text } from '../protocol/shape';
import type { Finding, Group, Status } from './findings';
import { isTurn, probe, type ProbeTools } from './probe';

export interface DoctorState {
  readonly running: boolean;
  /** In the order in which they were begun. */
  readonly findings: readonly Finding[];
}

/** What the doctor needs of the browser; tests hand in their own. */
export interface DoctorTools extends ProbeTools {
  readonly secure: boolean;
  /** Of this page. */
  readonly origin: string;
  /** Undefined where the browser does not tell. */
  microphone(): Promise<PermissionState | undefined>;
}

export const browserDoctorTools: DoctorTools = {
  newPeer: (configuration) => new RTCPeerConnection(configuration),
  get secure() {
    return isSecureContext;
  },
  get origin() {
    return location.origin;
  },
  microphone: async () => {
    try {
      return (await navigator.permissions.query({ name: 'microphone' })).state;
    } catch {
      return undefined;
    }
  },
};

/** For the page that somebody opened with this: the connection is on its way. */
const CONNECTED_WITHIN_MS = 6000;
const CLOCK_OFF_MS = 60_000;

const checks = object({
  checks: listOf(
    object({ name: text, status: oneOf('ok', 'warning', 'failed'), code: optional(text), cause: optional(text), cure: optional(text) }),
  ),
});

type Examined = Pick<Link, 'state' | 'subscribe' | 'now' | 'fetchApi'>;
type Found = Omit<Finding, 'group' | 'name' | 'status'> & { readonly status: Status };

/** Finds out whether calls can get through from this browser, and if not, why. */
export class Doctor implements Store<DoctorState> {
  readonly #link: Examined;
  readonly #tools: DoctorTools;
  readonly #listeners = new Listeners();
  #state: DoctorState = { running: false, findings: [] };
  #run = new AbortController();

  constructor(link: Examined, tools: DoctorTools) {
    this.#link = link;
    this.#tools = tools;
  }

  getSnapshot = (): DoctorState => this.#state;
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);

  /** Looks at everything anew. Never rejects: what cannot be looked at is a finding, too. */
  run = async (): Promise<void> => {
    this.#run.abort();
    this.#run = new AbortController();
    const { signal } = this.#run;
    this.#become({ running: true, findings: [] });
    try {
      await this.#examine(signal);
    } catch (error) {
      if (!signal.aborted) reportError(error);
    }
    if (!signal.aborted) this.#become({ ...this.#state, running: false });
  };

  dispose(): void {
    this.#run.abort();
    this.#listeners.clear();
  }

  async #examine(signal: AbortSignal): Promise<void> {
    const put = (group: Group, name: string, found: Found) => {
      if (!signal.aborted) this.#put({ group, name, ...found });
    };
    put('browser', 'secure', this.#tools.secure ? { status: 'ok' } : { status: 'failed', code: 'not_secure' });
    put('browser', 'socket', { status: 'checking' });
    const microphone = await this.#tools.microphone();
    const connected = await this.#connected(signal);
    put('browser', 'socket', connected ? { status: 'ok' } : { status: 'failed', code: 'no_socket' });
    if (connected) put('browser', 'clock', this.#clock());
    if (microphone) put('browser', 'microphone', microphone === 'denied' ? { status: 'failed', code: 'microphone_denied' } : { status: 'ok' });
    // Everything else is asked of the server.
    if (!connected) return;
    await Promise.all([this.#paths(put, signal), this.#iceOfServer(put, signal), this.#restOfServer(put, signal)]);
  }

  #clock(): Found {
    const ms = Math.round(this.#link.now() - Date.now());
    return Math.abs(ms) > CLOCK_OFF_MS ? { status: 'warning', code: 'clock_off', ms } : { status: 'ok' };
  }

  /** One after the other: a relay gives one person only so much at a time. */
  async #paths(put: Put, signal: AbortSignal): Promise<void> {
    put('paths', 'relays', { status: 'checking' });
    let urls: string[];
    try {
      urls = (await this.#servers(signal)).map((server) => server.urls);
    } catch (error) {
      signal.throwIfAborted();
      put('paths', 'relays', { status: 'failed', code: 'unread' });
      if (!(error instanceof WireError)) reportError(error);
      return;
    }
    put('paths', 'relays', urls.some(isTurn) ? { status: 'ok' } : { status: 'warning', code: 'no_relay' });
    for (const url of urls) put('paths', url, { status: 'checking' });
    for (const url of urls) put('paths', url, await this.#path(url, signal));
  }

  /** With credentials of its own: those of a minute ago count no more. */
  async #path(url: string, signal: AbortSignal): Promise<Found> {
    try {
      const server = (await this.#servers(signal)).find(({ urls }) => urls === url);
      return server ? await probe(server, this.#tools, signal) : { status: 'warning', code: 'unread' };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof WireError)) reportError(error);
      return { status: 'failed', code: 'unread' };
    }
  }

  /** A server for each URL. */
  async #servers(signal: AbortSignal): Promise<(RTCIceServer & { urls: string })[]> {
    const response = await this.#link.fetchApi('/api/turn-config?for=test', { signal });
    const { iceServers } = turnConfig(await response.json(), '');
    return iceServers.flatMap((server) => [server.urls].flat().map((urls) => ({ ...server, urls })));
  }

  async #iceOfServer(put: Put, signal: AbortSignal): Promise<void> {
    put('server', 'ice', { status: 'checking' });
    const found = await this.#ask('/api/diagnostics/ice', signal).catch(() => undefined);
    if (!found) {
      put('server', 'ice', { status: 'failed', code: 'unread' });
      return;
    }
    put('server', 'ice', { status: 'ok' });
    for (const { name, ...check } of found) put('server', name, check);
  }

  /** Not on every server. It compares how this page's requests arrive with how they left. */
  async #restOfServer(put: Put, signal: AbortSignal): Promise<void> {
    const found = await this.#ask(`/api/diagnostics?page=${encodeURIComponent(this.#tools.origin)}`, signal).catch(() => []);
    for (const { name, ...check } of found) put('server', name, check);
  }

  async #ask(path: string, signal: AbortSignal) {
    const response = await this.#link.fetchApi(path, { signal });
    return checks(await response.json(), '').checks;
  }

  #connected(signal: AbortSignal): Promise<boolean> {
    const isUp = () => this.#link.state.phase === 'ready';
    return new Promise((resolve) => {
      const settle = () => {
        clearTimeout(timer);
        unsubscribe();
        signal.removeEventListener('abort', settle);
        resolve(isUp());
      };
      const timer = setTimeout(settle, isUp() ? 0 : CONNECTED_WITHIN_MS);
      const unsubscribe = this.#link.subscribe(() => {
        if (isUp()) settle();
      });
      signal.addEventListener('abort', settle);
    });
  }

  #put(finding: Finding): void {
    const { findings } = this.#state;
    const at = findings.findIndex(({ group, name }) => group === finding.group && name === finding.name);
    this.#become({ ...this.#state, findings: at < 0 ? [...findings, finding] : findings.with(at, finding) });
  }

  #become(state: DoctorState): void {
    this.#state = state;
    this.#listeners.tell();
  }
}

type Put = (group: Group, name: string, found: Found) => void;
