import { selectedOf } from './stats';

/** How a call holds up, as people would say it. */
export type Quality = 'good' | 'fair' | 'poor';
/** Whether media goes from browser to browser, or through the relay. */
export type Path = 'direct' | 'relay';

/** What the browser counted until one moment. Packets of all media that was received; times in ms. */
export interface Sample {
  readonly received: number;
  readonly lost: number;
  /** Of what this side sent lately, the share that the other missed: 0 to 1. */
  readonly missedThere: number;
  readonly roundTripMs: number | undefined;
  readonly path: Path | undefined;
}

/** From where on a call is heard to suffer: speech survives little loss, and talk stumbles over long round trips. */
const POOR = { loss: 0.08, roundTripMs: 600 };
const FAIR = { loss: 0.025, roundTripMs: 300 };
const EVERY_MS = 2000;

export function qualityOf(before: Sample, now: Sample): Quality {
  const received = now.received - before.received;
  const lost = Math.max(0, now.lost - before.lost);
  const loss = Math.max(received + lost > 0 ? lost / (received + lost) : 0, now.missedThere);
  const roundTripMs = now.roundTripMs ?? 0;
  if (loss > POOR.loss || roundTripMs > POOR.roundTripMs) return 'poor';
  return loss > FAIR.loss || roundTripMs > FAIR.roundTripMs ? 'fair' : 'good';
}

type Report = Readonly<Record<string, unknown>>;

export function sampleOf(stats: Iterable<readonly [string, Report]>): Sample {
  const reports = new Map(stats);
  const all = [...reports.values()];
  const sum = (type: string, name: string) =>
    all.filter((report) => report.type === type).reduce((total, report) => total + numberOf(report[name], 0), 0);
  const pair = selectedOf(reports);
  const roundTrip = numberOf(pair?.currentRoundTripTime, NaN);
  const kinds = [pair?.localCandidateId, pair?.remoteCandidateId].map((id) => reports.get(String(id))?.candidateType);
  return {
    received: sum('inbound-rtp', 'packetsReceived'),
    lost: sum('inbound-rtp', 'packetsLost'),
    missedThere: Math.max(0, ...all.filter(({ type }) => type === 'remote-inbound-rtp').map(({ fractionLost }) => numberOf(fractionLost, 0))),
    roundTripMs: Number.isNaN(roundTrip) ? undefined : roundTrip * 1000,
    path: pair ? (kinds.includes('relay') ? 'relay' : 'direct') : undefined,
  };
}

/** Looks every 2 s. One bad moment is no bad call: what is told changes when two looks in a row agree. */
export class QualityWatch {
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #tell: (quality: Quality, path: Path | null) => void;
  #before: Sample | undefined;
  #last: Quality = 'good';

  constructor(stats: () => Promise<RTCStatsReport> | undefined, tell: (quality: Quality, path: Path | null) => void) {
    this.#tell = tell;
    const look = () => {
      void stats()?.then((report) => this.take(sampleOf(report)));
    };
    look();
    this.#timer = setInterval(look, EVERY_MS);
  }

  take(now: Sample): void {
    const before = this.#before;
    this.#before = now;
    // Another connection counts from zero again.
    const quality = before && now.received >= before.received ? qualityOf(before, now) : this.#last;
    if (quality === this.#last) this.#tell(quality, now.path ?? null);
    this.#last = quality;
  }

  dispose(): void {
    clearInterval(this.#timer);
  }
}

const numberOf = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);
