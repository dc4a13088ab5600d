/** What kept this browser from a relay, in one word. */
export type IceTrouble = 'no_relay' | 'only_relay' | 'relay_refused' | 'relay_full' | 'relay_unreachable';

/** Codes of `icecandidateerror` (RFC 8656, 19; W3C WebRTC, 4.8.2): what the relay answered, and that nothing did. */
const FULL = [486, 508];
const UNREACHABLE = 701;

/** What an error of a relay means. */
export function meaningOf(code: number): 'relay_refused' | 'relay_full' | 'relay_unreachable' {
  if (code >= UNREACHABLE) return 'relay_unreachable';
  return FULL.includes(code) ? 'relay_full' : 'relay_refused';
}

const isRelay = (url: string): boolean => /^turns?:/.test(url);

const urlsOf = ({ iceServers = [] }: RTCConfiguration): string[] => iceServers.flatMap(({ urls }) => urls);

/** Watches how the connections of one call look for a path. It only listens: what comes of the call is decided elsewhere. */
export class IceWatch {
  readonly #codes = new Set<number>();
  #configuration: RTCConfiguration | undefined;
  #relayed = false;

  /** The last one counts: a call begins another connection where the one before it led nowhere. */
  watch(pc: RTCPeerConnection, configuration: RTCConfiguration): RTCPeerConnection {
    this.#configuration = configuration;
    this.#codes.clear();
    this.#relayed = false;
    pc.addEventListener('icecandidateerror', ({ url, errorCode }) => {
      if (isRelay(url)) this.#codes.add(errorCode);
    });
    pc.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate?.type === 'relay') this.#relayed = true;
    });
    return pc;
  }

  /** Undefined while there is a relay, and where nobody said what is wrong with it. */
  get trouble(): IceTrouble | undefined {
    if (this.#relayed || !this.#configuration) return undefined;
    if (!urlsOf(this.#configuration).some(isRelay)) {
      return this.#configuration.iceTransportPolicy === 'relay' ? 'only_relay' : 'no_relay';
    }
    const meanings = [...this.#codes].map(meaningOf);
    // Of several relays, the one that answered says more than the one that did not.
    return (['relay_refused', 'relay_full', 'relay_unreachable'] as const).find((each) => meanings.includes(each));
  }
}
