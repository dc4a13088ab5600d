import { expect, it } from 'vitest';
import { withThriftyOpus } from './sdp';

const sdp = (...lines: string[]) => ['v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111 63', ...lines, ''].join('\r\n');
const OPUS = 'a=rtpmap:111 opus/48000/2';

it('the other is sent Opus that survives loss and spares silence, whatever else they want of it', () => {
  const told = sdp('a=rtpmap:63 red/48000/2', 'a=fmtp:63 111/111', OPUS, 'a=fmtp:111 minptime=10;useinbandfec=0');
  expect(withThriftyOpus(told)).toBe(sdp('a=rtpmap:63 red/48000/2', 'a=fmtp:63 111/111', OPUS, 'a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1'));
});

it('a description without Opus, or without a word on how, stays as it is', () => {
  for (const told of [sdp('a=rtpmap:0 PCMU/8000'), sdp(OPUS)]) expect(withThriftyOpus(told)).toBe(told);
});
