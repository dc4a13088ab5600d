/** Drawn on 24 by 24, in lines of the colour of the text around them. */
const PATHS = {
  chats: 'M4 5h16v11H9l-5 4z',
  calls: 'M6.5 4h3l1.5 4-2 1.6a12 12 0 0 0 5.4 5.4L16 13l4 1.5v3A2.5 2.5 0 0 1 17.5 20 13.5 13.5 0 0 1 4 6.5 2.5 2.5 0 0 1 6.5 4z',
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.2M18 14.2a6.5 6.5 0 0 1 3.5 5.8',
  settings: 'M4 7h9M19 7h1M4 17h2M12 17h8M13 7a3 3 0 1 0 6 0 3 3 0 0 0-6 0zM6 17a3 3 0 1 0 6 0 3 3 0 0 0-6 0z',
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  video: 'M3 7h12v10H3zM15 11l6-3v8l-6-3z',
  videoOff: 'M3 7h8M15 11v-1l6-3v9M3 7v10h12v-2M3 3l18 18',
  mic: 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21',
  micOff: 'M9 6a3 3 0 0 1 6 0v5M9 9v2a3 3 0 0 0 4.5 2.6M5.5 11a6.5 6.5 0 0 0 10.4 5.2M18.5 11a6.4 6.4 0 0 1-.5 2.5M12 17.5V21M3 3l18 18',
  hangUp: 'M3 14.5c0-1 .4-1.8 1-2.4a11.5 11.5 0 0 1 16 0c.6.6 1 1.400 1 2.400v1.200c0 .8-.7 1.400-1.500 1.300l-3-.5a1.300 1.300 0 0 1-1.100-1.300v-1.700a11 11 0 0 0-6.800 0v1.700c0 .6-.5 1.200-1.100 1.300l-3 .5A1.300 1.300 0 0 1 3 15.700z',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4.500 4.500',
  plus: 'M12 5v14M5 12h14',
  send: 'M4 12l16-8-6 16-3-6.500zM11 13.500L20 4',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  share: 'M12 15V4M8 7.500L12 4l4 3.500M5 13v7h14v-7',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  checks: 'M2 12.500L6.500 17 16 7.500M12 16l1 1 9-9.500',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.500 2',
  warning: 'M12 4l9 16H3zM12 10v4M12 17h.01',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01',
  close: 'M6 6l12 12M18 6L6 18',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  archive: 'M4 5h16v4H4zM5.500 9v10h13V9M10 13h4',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
  devices: 'M3 5h13v9H3zM2 18h11M17 10h5v10h-5zM19.500 17.500h.01',
  key: 'M8 19a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM11 12l8-8M16 7l3 3',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.500 1.500h-15zM10 21h4',
  bellOff: 'M6 17v-6c0-1 .2-1.900.6-2.700M9 5.800A6 6 0 0 1 18 11v3M4.500 18.500H18M10 21h4M3 3l18 18',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z',
  block: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM5.700 5.700l12.600 12.600',
  palette: 'M12 21a9 9 0 1 1 9-9c0 2-1.500 3-3 3h-2.500a1.800 1.800 0 0 0-1 3.200c.4.3.6.8.4 1.400-.3.900-1.700 1.400-2.900 1.400zM7.500 12h.01M9.500 7.500h.01M14.500 7.500h.01',
  keyboard: 'M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M8 14h8',
  screen: 'M3 5h18v11H3zM9 20h6M12 16v4M12 13V8M9.500 10L12 7.500l2.500 2.500',
  flip: 'M4 8h3l1.500-2h7L17 8h3v11H4zM9 13a3 3 0 0 1 5.500-1.500M15 13.500a3 3 0 0 1-5.500 1.500M14.500 9.500v2h-2M9.500 17v-2h2',
  minimise: 'M4 14h6v6M20 10h-6V4M10 14l-7 7M14 10l7-7',
  expand: 'M14 4h6v6M10 20H4v-6M20 4l-7 7M4 20l7-7',
  pip: 'M3 5h18v14H3zM12 12h6v4h-6z',
  down: 'M12 5v14M6 13l6 6 6-6',
  outgoing: 'M7 17L17 7M9 7h8v8',
  incoming: 'M17 7L7 17M15 17H7V9',
  missed: 'M4 8l6 6 8-8M13 6h5v5M4 18h16',
  reply: 'M9 7L4 12l5 5M4 12h10a6 6 0 0 1 6 6v1',
  emoji: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.500 14a4 4 0 0 0 7 0M9 9.500h.01M15 9.500h.01',
  speaker: 'M4 10v4h4l5 4V6l-5 4zM16.500 9a4 4 0 0 1 0 6M19 6.500a8 8 0 0 1 0 11',
  pulse: 'M3 12h4l2.500-7 5 14 2.500-7h4',
  shield: 'M12 3l8 3v6c0 4.500-3.300 7.500-8 9-4.700-1.500-8-4.500-8-9V6zM8.500 12l2.500 2.500 4.500-5',
  offline: 'M3 3l18 18M5 12.500a10 10 0 0 1 5-2.800M19 12.500a10 10 0 0 0-3.500-2.300M8.500 16a5 5 0 0 1 7 0M12 19.500h.01',
} as const;

export type IconName = keyof typeof PATHS;
export const ICONS = Object.keys(PATHS) as readonly IconName[];

/** Decoration: the control around it has the name. */
export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return (
    <svg className="glyph" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
