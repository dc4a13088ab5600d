/** What kept this browser from a relay, or that it had one and the call had no path all the same, in one word. */
export type IceTrouble = 'no_relay' | 'only_relay' | 'relay_refused' | 'relay_full' | 'relay_unreachable' | 'relay_silent';

/** Codes of `icecandidateerror` (RFC 8656, 19; W3C WebRTC, 4.8.2): what the relay answered, and that nothing did. */
const FULL = [486, 508];
export const UNREACHABLE = 701;

/** What an error of a relay means. */
export function meaningOf(code: number): 'relay_refused' | 'relay_full' | 'relay_unreachable' {
  if (code >= UNREACHABLE) return 'relay_unreachable';
  return FULL.includes(code) ? 'relay_full' : 'relay_refused';
}

export const isRelay = (url: string): boolean => /^turns?:/.test(url);

export const relaysOf = ({ iceServers = [] }: RTCConfiguration): string[] => iceServers.flatMap(({ urls }) => urls).filter(isRelay);

/** Watches how the connections of one call look for a path. It only listens: what comes of the call is decided elsewhere. */
export class IceWatch {
  readonly #codes = new Set<number>();
  #configuration: RTCConfiguration | undefined;
  #relayed = false;
  #asking = false;

  /** The last one counts: a call begins another connection where the one before it led nowhere. */
  watch(pc: RTCPeerConnection, configuration: RTCConfiguration): RTCPeerConnection {
    this.#configuration = configuration;
    this.#codes.clear();
    this.#relayed = false;
    this.#asking = false;
    pc.addEventListener('icegatheringstatechange', () => {
      this.#asking = pc.iceGatheringState === 'gathering';
    });
    pc.addEventListener('icecandidateerror', ({ url, errorCode }) => {
      if (isRelay(url)) this.#codes.add(errorCode);
    });
    pc.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate?.type === 'relay') this.#relayed = true;
    });
    return pc;
  }

  /** Why a call finds no path, as long as it has none. Undefined where nobody said what is wrong with the relay. */
  get trouble(): IceTrouble | undefined {
    if (!this.#configuration) return undefined;
    if (this.#relayed) return 'relay_silent';
    if (relaysOf(this.#configuration).length === 0) {
      return this.#configuration.iceTransportPolicy === 'relay' ? 'only_relay' : 'no_relay';
    }
    // A relay that says nothing is asked for 40 s by browsers, and no call waits for so long.
    const meanings = [...[...this.#codes].map(meaningOf), ...(this.#asking ? ['relay_unreachable' as const] : [])];
    // Of several relays, the one that answered says more than the one that did not.
    return (['relay_refused', 'relay_full', 'relay_unreachable'] as const).find((each) => meanings.includes(each));
  }
}
