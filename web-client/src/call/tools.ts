import { videoCodecs } from './codecs';

/** What a call's media needs of the browser; tests hand in their own. */
export interface MediaTools {
  newPeer(configuration: RTCConfiguration): RTCPeerConnection;
  newCertificate(): Promise<RTCCertificate>;
  /** In the order in which they are wanted; empty for the browser's own. */
  videoCodecs(): Promise<RTCRtpCodec[]>;
}

const KEYS: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };

export const browserTools: MediaTools = {
  newPeer: (configuration) => new RTCPeerConnection(configuration),
  newCertificate: () => RTCPeerConnection.generateCertificate(KEYS),
  videoCodecs,
};
