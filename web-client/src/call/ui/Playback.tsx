import { useEffect, useRef } from 'react';

interface Props {
  readonly stream: MediaStream;
  readonly label: string;
  readonly className: string;
  /** One's own picture must not be heard. */
  readonly silent?: boolean;
}

/** Plays a stream, with sound too where there is no picture to see. */
export function Playback({ stream, label, className, silent = false }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = stream;
    const play = () => {
      element.play().catch(() => undefined);
    };
    play();
    // After a reload the browser may want a touch before it lets the page be heard.
    document.addEventListener('pointerdown', play);
    return () => {
      document.removeEventListener('pointerdown', play);
      element.srcObject = null;
    };
  }, [stream]);
  return <video ref={video} className={className} aria-label={label} autoPlay playsInline muted={silent} />;
}
