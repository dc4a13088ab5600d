import type { ClientFrame, Link } from '../protocol';
import { isRelay, relaysOf, UNREACHABLE } from './iceTrouble';
import { countsOf, pathOf } from './stats';

type Report = Omit<Extract<ClientFrame, { type: 'call:report' }>, 'type' | 'call' | 'peer'>;

/** A report is 8 KiB at most: so many entries of each list, and so many characters of each text, are half of it. */
const MOST_ENTRIES = 16;
const LONGEST = 100;
/** Whoever has just answered waits for a voice, and each report takes time of both servers and browsers. */
const HELD_MS = 1000;
/** Browsers ask a relay that says nothing for 40 s, and people hang up before. */
const ANSWERS_WITHIN_MS = 5000;
/** A path that comes and goes for hours need not be told each time. */
const MOST_CHANGES = 40;

/**
 * Tells the server what ICE and media did in one call (docs/protocol.md, `call:report`): counts, types, servers, codes and
 * times, and never an address of anybody's network. Nobody waits for it: the first leave when the beginning is over, and what
 * cannot be sent then is not sent later.
 */
export class Reports {
  readonly #link: Pick<Link, 'send'>;
  readonly #about: { readonly call: string; readonly peer: string };
  readonly #candidates = new Map<string, { type: string; url?: string; count: number }>();
  readonly #errors = new Map<string, { url: string; code: number; text: string; count: number }>();
  /** When both sides were in; nothing is told of a call that nobody answers. */
  #since: number | undefined;
  /** What waits until the beginning is over. */
  #held: Report[] | undefined;
  #holding: ReturnType<typeof setTimeout> | undefined;
  #gathered: 'no' | 'yes' | 'told' = 'no';
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** Relays that had their time to answer. */
  #asked: readonly string[] = [];
  #connected = false;
  /** As of the last connection: where one closes while the browser counts, it no longer knows its path. */
  #path: ReturnType<typeof pathOf> = {};
  #roundTrip: Pick<ReturnType<typeof countsOf>, 'roundTripMs'> = {};
  #heard = false;
  #changes = 0;
  #restarts = 0;
  #over = false;

  constructor(link: Pick<Link, 'send'>, { call, peer }: { call: string; peer: string }) {
    this.#link = link;
    this.#about = { call, peer };
  }

  accepted(): void {
    if (this.#since === undefined) {
      this.#since = performance.now();
      this.#held = [];
      this.#holding = setTimeout(() => this.#release(), HELD_MS);
    }
    if (this.#gathered === 'yes') this.#tellGathered();
  }

  /** What a connection gathers counts with what those before it gathered. */
  watch(pc: Pick<RTCPeerConnection, 'addEventListener' | 'iceGatheringState' | 'getConfiguration'>): void {
    pc.addEventListener('icegatheringstatechange', () => {
      clearTimeout(this.#patience);
      this.#asked = [];
      if (pc.iceGatheringState === 'gathering') this.#patience = setTimeout(() => this.#waited(pc.getConfiguration()), ANSWERS_WITHIN_MS);
    });
    pc.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate === null) this.#allGathered();
      else if (candidate.candidate !== '') this.#count(candidate);
    });
    pc.addEventListener('icecandidateerror', ({ url, errorCode: code, errorText }) => {
      const entry = { url: url.slice(0, LONGEST), code, text: errorText.slice(0, LONGEST), count: 0 };
      counted(this.#errors, `${url} ${code}`, entry);
    });
  }

  async connected(pc: Pick<RTCPeerConnection, 'getStats'>): Promise<void> {
    const first = !this.#connected;
    this.#connected = true;
    const connectMs = this.#sinceMs();
    const stats = entries(await pc.getStats());
    this.#path = pathOf(stats);
    const { roundTripMs } = countsOf(stats);
    if (roundTripMs !== undefined) this.#roundTrip = { roundTripMs };
    this.#change({ event: 'connected', ...this.#path, ...(first && connectMs !== undefined ? { connectMs } : {}) });
  }

  flowing(flowing: boolean): void {
    this.#release();
    this.#change({ event: 'media', flowing });
  }

  firstSound(): void {
    const firstSoundMs = this.#sinceMs();
    if (this.#heard || firstSoundMs === undefined) return;
    this.#heard = true;
    this.#change({ event: 'media', flowing: true, firstSoundMs });
  }

  restarted(): void {
    this.#restarts += 1;
  }

  failed(reason: string): void {
    this.#gathered = 'told';
    this.#release();
    this.#send({ event: 'failed', reason, ...this.#seen() });
  }

  /** Call it before the connection closes: what the browser counted is asked for at once, and told once it is there. */
  finish(pc: Pick<RTCPeerConnection, 'getStats'> | undefined): void {
    clearTimeout(this.#patience);
    if (this.#over || this.#since === undefined) return;
    this.#over = true;
    this.#release();
    if (this.#gathered !== 'told') this.#tellGathered();
    const summary = { event: 'summary', restarts: this.#restarts, ...this.#seen() };
    const stats = pc?.getStats() ?? Promise.reject(new Error('there is no connection'));
    stats.then(
      (report) => {
        const counts = { ...this.#roundTrip, ...countsOf(entries(report)) };
        this.#send({ ...summary, ...this.#path, ...pathOf(entries(report)), counts });
      },
      () => this.#send(summary),
    );
  }

  #waited(configuration: RTCConfiguration): void {
    this.#asked = relaysOf(configuration);
    this.#allGathered();
  }

  #allGathered(): void {
    if (this.#gathered !== 'no') return;
    this.#gathered = 'yes';
    if (this.#since !== undefined) this.#tellGathered();
  }

  #tellGathered(): void {
    this.#gathered = 'told';
    this.#send({ event: 'gathered', ...this.#seen() });
  }

  #count(candidate: RTCIceCandidate & { readonly url?: string | null }): void {
    const type = candidate.type ?? 'unknown';
    const url = candidate.url?.slice(0, LONGEST);
    counted(this.#candidates, `${type} ${url}`, { type, ...(url ? { url } : {}), count: 0 });
  }

  #seen(): Pick<Report, 'candidates' | 'errors'> {
    const candidates = [...this.#candidates.values()];
    const errors = [...this.#errors.values()];
    const heard = candidates.some(({ type }) => type === 'relay') || errors.some(({ url }) => isRelay(url));
    const silent = heard ? [] : this.#asked.map((url) => ({ url: url.slice(0, LONGEST), code: UNREACHABLE, text: 'no answer', count: 1 }));
    return { candidates, errors: [...errors, ...silent].slice(0, MOST_ENTRIES) };
  }

  #sinceMs(): number | undefined {
    return this.#since === undefined ? undefined : Math.round(performance.now() - this.#since);
  }

  #change(report: Report): void {
    this.#changes += 1;
    if (this.#changes <= MOST_CHANGES) this.#send(report);
  }

  #release(): void {
    clearTimeout(this.#holding);
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const report of held) this.#send(report);
  }

  #send(report: Report): void {
    if (this.#held) this.#held.push(report);
    else this.#link.send({ type: 'call:report', ...this.#about, ...report });
  }
}

function counted<T extends { count: number }>(all: Map<string, T>, key: string, first: T): void {
  const entry = all.get(key) ?? first;
  entry.count += 1;
  if (all.size < MOST_ENTRIES || all.has(key)) all.set(key, entry);
}

function entries(stats: RTCStatsReport): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  return new Map(stats);
}
