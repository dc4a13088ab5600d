import { flag, object } from '../protocol/shape';

const told = object({ muted: flag });

/**
 * What the two pages of a call tell each other beside sound and picture: that somebody muted. It goes by the same
 * encrypted connection as the media, so no server learns it. A page that has no such channel is taken to be heard.
 */
export class Sideband {
  readonly #channel: RTCDataChannel;
  #muted = false;

  constructor(pc: RTCPeerConnection, muted: boolean, heard: (muted: boolean) => void) {
    this.#muted = muted;
    // Agreed beforehand: it opens on both sides without a word of its own in the signaling.
    this.#channel = pc.createDataChannel('callvault', { negotiated: true, id: 0 });
    this.#channel.onopen = () => this.#send();
    this.#channel.onmessage = ({ data }) => {
      try {
        heard(told(JSON.parse(String(data)), '').muted);
      } catch {
        // A later page may say more than this one understands.
      }
    };
  }

  say(muted: boolean): void {
    this.#muted = muted;
    this.#send();
  }

  #send(): void {
    if (this.#channel.readyState === 'open') this.#channel.send(JSON.stringify({ muted: this.#muted }));
  }
}
