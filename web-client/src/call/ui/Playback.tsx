import { type RefObject, useEffect, useRef } from 'react';
import { useStore } from '../../app/useStore';
import { preferences } from '../../settings/preferences';
import type { Device } from '../devices';

/** Plays a stream in an element until the returned function is called. */
function play(player: HTMLMediaElement, stream: MediaStream): () => void {
  player.srcObject = stream;
  const start = () => {
    player.play().catch(() => undefined);
  };
  start();
  // After a reload the browser may want a touch before it lets the page be heard.
  document.addEventListener('pointerdown', start);
  return () => {
    document.removeEventListener('pointerdown', start);
    player.srcObject = null;
  };
}

function usePlaying(element: RefObject<HTMLMediaElement | null>, stream: MediaStream): void {
  useEffect(() => (element.current ? play(element.current, stream) : undefined), [element, stream]);
}

/** What the other says, from the loudspeaker that was chosen. It goes on while the picture comes and goes. */
export function Sound({ stream, speakers }: { stream: MediaStream; speakers: readonly Device[] }) {
  const audio = useRef<HTMLAudioElement>(null);
  const { speaker } = useStore(preferences);
  usePlaying(audio, stream);
  // One that was unplugged leaves the one of the system, and has its turn again when it is back.
  const unplugged = speakers.length > 0 && !speakers.some(({ id }) => id === speaker);
  const used = unplugged ? '' : speaker;
  useEffect(() => {
    // Not every browser lets a page choose; a loudspeaker that is gone leaves the one of the system.
    if (audio.current && 'setSinkId' in audio.current) audio.current.setSinkId(used).catch(() => undefined);
  }, [used]);
  return <audio ref={audio} className="visually-hidden" />;
}

interface PictureProps {
  readonly stream: MediaStream;
  readonly label: string;
  readonly className: string;
  readonly video?: RefObject<HTMLVideoElement | null>;
}

/** A picture without its sound. */
export function Picture({ stream, label, className, video }: PictureProps) {
  const own = useRef<HTMLVideoElement>(null);
  const element = video ?? own;
  usePlaying(element, stream);
  return <video ref={element} className={className} aria-label={label} autoPlay playsInline muted />;
}
