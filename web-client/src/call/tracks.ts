import type { Media } from '../protocol';
import { soundFirst } from './picture';

/** For an offer, which must ask for what this side wants to receive, also where it has nothing to send. */
export function invite(pc: RTCPeerConnection, local: MediaStream, media: Media): void {
  for (const track of local.getTracks()) pc.addTrack(track, local);
  const wanted = media === 'video' ? (['audio', 'video'] as const) : (['audio'] as const);
  for (const kind of wanted) {
    const sends = local.getTracks().some((track) => track.kind === kind);
    if (!sends) pc.addTransceiver(kind, { direction: 'recvonly' });
  }
}

/** For an answer: room to send whatever the other offered to take. */
export function makeRoom(pc: RTCPeerConnection): void {
  for (const transceiver of pc.getTransceivers()) transceiver.direction = 'sendrecv';
}

/** What was put there meanwhile, or taken away, is what somebody chose since. */
export async function fillRoom(pc: RTCPeerConnection, local: MediaStream): Promise<void> {
  for (const track of local.getTracks()) {
    const room = pc.getTransceivers().find(({ receiver }) => receiver.track.kind === track.kind);
    if (!room) pc.addTrack(track, local);
    else if (!room.sender.track) await room.sender.replaceTrack(track);
  }
  soundFirst(pc);
}
