const PICTURE = { width: 1280, height: 720, bitrate: 1_500_000, framerate: 30 };

/**
 * The video codecs of this browser, those first that it encodes with little power, which is by hardware: a long call should not empty
 * a battery. Otherwise in its own order; empty where that counts altogether. Of audio Opus is the first everywhere.
 */
export async function videoCodecs(): Promise<RTCRtpCodec[]> {
  const { codecs } = RTCRtpReceiver.getCapabilities('video') ?? { codecs: [] };
  return thriftyFirst(codecs, await Promise.all(codecs.map(isThrifty)));
}

export function thriftyFirst<T>(codecs: readonly T[], thrifty: readonly boolean[]): T[] {
  if (!thrifty.includes(true)) return [];
  return [...codecs.filter((_, i) => thrifty[i]), ...codecs.filter((_, i) => !thrifty[i])];
}

export function prefer(pc: RTCPeerConnection, codecs: RTCRtpCodec[]): void {
  if (codecs.length === 0) return;
  for (const transceiver of pc.getTransceivers().filter(({ receiver }) => receiver.track.kind === 'video')) {
    transceiver.setCodecPreferences(codecs);
  }
}

async function isThrifty({ mimeType, sdpFmtpLine }: RTCRtpCodec): Promise<boolean> {
  try {
    const contentType = [mimeType, sdpFmtpLine].filter(Boolean).join(';');
    const { supported, powerEfficient } = await navigator.mediaCapabilities.encodingInfo({ type: 'webrtc', video: { ...PICTURE, contentType } });
    return supported && powerEfficient;
  } catch {
    // Not a codec of pictures (RTX, FEC), or this browser does not tell.
    return false;
  }
}
