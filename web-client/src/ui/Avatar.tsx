const HUES = 8;

/** The first letter of a name on a colour of the address; decoration, so it has no name of its own. */
export function Avatar({ name, address, size = 'm' }: { name: string; address: string; size?: 's' | 'm' | 'l' | 'xl' }) {
  const hue = Array.from(address, (letter) => letter.charCodeAt(0)).reduce((sum, code) => sum + code, 0) % HUES;
  const [letter = ''] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name.trim());
  return (
    <span className={`avatar avatar-${size} hue-${hue}`} aria-hidden="true">
      {letter === '' ? '?' : letter.segment.toLocaleUpperCase()}
    </span>
  );
}
