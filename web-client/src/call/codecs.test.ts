import { describe, expect, it, vi } from 'vitest';
import { prefer, thriftyFirst, videoCodecs } from './codecs';

describe('video codecs', () => {
  it('that the hardware encodes go first, the others as the browser has them', () => {
    expect(thriftyFirst(['VP8', 'rtx', 'VP9', 'H264'], [false, false, true, true])).toEqual(['VP9', 'H264', 'VP8', 'rtx']);
  });

  it('are left to the browser where none is encoded by hardware, or it does not tell', async () => {
    vi.stubGlobal('RTCRtpReceiver', { getCapabilities: () => ({ codecs: [{ mimeType: 'video/VP8' }, { mimeType: 'video/rtx' }] }) });
    vi.stubGlobal('navigator', { mediaCapabilities: { encodingInfo: ({ video }: { video: { contentType: string } }) =>
      video.contentType === 'video/rtx' ? Promise.reject(new TypeError()) : Promise.resolve({ supported: true, powerEfficient: false }) } });
    expect(await videoCodecs()).toEqual([]);
    vi.unstubAllGlobals();
  });

  it('are set for pictures alone', () => {
    const set = { audio: vi.fn(), video: vi.fn() };
    const getTransceivers = () => (['audio', 'video'] as const).map((kind) => ({ receiver: { track: { kind } }, setCodecPreferences: set[kind] }));
    const pc = { getTransceivers } as unknown as RTCPeerConnection;
    prefer(pc, []);
    expect(set.video).not.toHaveBeenCalled();
    const codecs = [{ mimeType: 'video/VP9', clockRate: 90_000 }];
    prefer(pc, codecs);
    expect(set.video).toHaveBeenCalledWith(codecs);
    expect(set.audio).not.toHaveBeenCalled();
  });
});
