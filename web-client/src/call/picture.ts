type Report = Readonly<Record<string, unknown>>;

/** What the line carries from here, in bits per second as the browser reckons, and the share of what was sent that the other missed. */
export interface Room {
  readonly bitrate: number | undefined;
  readonly missed: number;
}

/** How much of a picture goes out, and the room that it takes with the sound beside it. The last is none. */
const STEPS = [
  { active: true, scaleResolutionDownBy: 1, maxBitrate: 1_500_000, needs: 800_000 },
  { active: true, scaleResolutionDownBy: 2, maxBitrate: 500_000, needs: 300_000 },
  { active: true, scaleResolutionDownBy: 4, maxBitrate: 150_000, needs: 100_000 },
  { active: false, scaleResolutionDownBy: 4, maxBitrate: 150_000, needs: 0 },
] as const;
const NONE = STEPS.length - 1;

/** A better picture waits for more room than it takes, or it would come and go. */
const SPARE = 1.2;
const MISSED_TOO_MUCH = 0.1;
const EVERY_MS = 2000;
/** Without a picture nothing measures the room: it is tried, ever more rarely. In looks. */
const TRIED_AFTER = 5;
const TRIED_AFTER_AT_MOST = 30;

/**
 * Sound first: on a bad line the picture gets smaller, and goes, before it takes the room that speech needs. Within each
 * step the browser adapts by itself; it would send a picture that nobody can recognize rather than none.
 */
export class PictureSteps {
  #step = 0;
  #worse = 0;
  #without = 0;
  #triedAfter = TRIED_AFTER;

  /** One bad look is none: it gets worse when two in a row agree. */
  take({ bitrate, missed }: Room): (typeof STEPS)[number] {
    if (this.#step === NONE) this.#perhapsTry(missed);
    else this.#follow(bitrate ?? Infinity, missed);
    return STEPS[this.#step] ?? STEPS[0];
  }

  #follow(bitrate: number, missed: number): void {
    const fits = STEPS.findIndex(({ needs }) => bitrate >= needs);
    const wanted = missed > MISSED_TOO_MUCH ? Math.max(fits, this.#step + 1) : fits;
    this.#worse = wanted > this.#step ? this.#worse + 1 : 0;
    if (this.#worse === 2) {
      this.#worse = 0;
      this.#step += 1;
      return;
    }
    const better = STEPS[this.#step - 1];
    if (wanted >= this.#step || !better || bitrate < better.needs * SPARE) return;
    this.#step -= 1;
    this.#triedAfter = TRIED_AFTER;
  }

  #perhapsTry(missed: number): void {
    this.#without += 1;
    if (this.#without < this.#triedAfter || missed > MISSED_TOO_MUCH) return;
    this.#without = 0;
    this.#triedAfter = Math.min(TRIED_AFTER_AT_MOST, this.#triedAfter * 2);
    this.#step -= 1;
  }
}

export function roomOf(stats: Iterable<readonly [string, Report]>): Room {
  const reports = new Map(stats);
  const all = [...reports.values()];
  const transport = all.find(({ type }) => type === 'transport');
  const bitrate = reports.get(String(transport?.selectedCandidatePairId))?.availableOutgoingBitrate;
  const missed = all.filter(({ type }) => type === 'remote-inbound-rtp').map(({ fractionLost }) => (typeof fractionLost === 'number' ? fractionLost : 0));
  return { bitrate: typeof bitrate === 'number' ? bitrate : undefined, missed: Math.max(0, ...missed) };
}

/** Looks every 2 s how much of a picture there is room for. */
export class PictureWatch {
  readonly #steps = new PictureSteps();
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(current: () => RTCPeerConnection | undefined) {
    this.#timer = setInterval(() => {
      const pc = current();
      if (pc) void this.#look(pc);
    }, EVERY_MS);
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  async #look(pc: RTCPeerConnection): Promise<void> {
    const senders = pc.getSenders().filter(({ track }) => track?.kind === 'video');
    if (senders.length === 0) return;
    const { needs: _, ...step } = this.#steps.take(roomOf(await pc.getStats()));
    for (const sender of senders) await change(sender, isScreen(sender.track) ? { ...step, scaleResolutionDownBy: 1 } : step);
  }
}

/** Where sound and picture wait for the same line, sound goes first. */
export function soundFirst(pc: RTCPeerConnection): void {
  const senders = pc.getSenders().filter(({ track }) => track?.kind === 'audio');
  for (const sender of senders) void change(sender, { priority: 'high', networkPriority: 'high' });
}

/** Letters that were scaled down cannot be read. */
const isScreen = (track: MediaStreamTrack | null): boolean => track !== null && 'displaySurface' in track.getSettings();

async function change(sender: RTCRtpSender, encoding: RTCRtpEncodingParameters): Promise<void> {
  const parameters = sender.getParameters();
  const same = parameters.encodings.every((each) => Object.entries({ ...each, ...encoding }).every(([name, value]) => each[name as keyof typeof each] === value));
  if (same) return;
  parameters.encodings = parameters.encodings.map((each) => ({ ...each, ...encoding }));
  try {
    await sender.setParameters(parameters);
  } catch {
    // The sender stopped, or the browser cannot be told: then it adapts by itself.
  }
}
