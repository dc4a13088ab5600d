import type { Rules } from './axe';

/** One way to look at every entry. */
export interface Variant {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** What the gallery is asked for. */
  readonly query: Readonly<Record<string, string>>;
  /** A picture of it is committed. */
  readonly pictured: boolean;
  /** What axe looks for in it; nothing where only words differ from a variant that it looks at. */
  readonly axe: Rules | undefined;
}

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
] as const;

const FACES = [
  { face: '', query: {} },
  { face: 'de', query: { language: 'de' } },
  { face: 'rtl', query: { names: 'rtl' } },
  { face: '200', query: { text: '200' } },
] as const;

export const PHONE_WIDTH = SIZES[0].width;

export const VARIANTS: readonly Variant[] = FACES.flatMap(({ face, query }) =>
  SIZES.flatMap(({ width, height }) =>
    (['light', 'dark'] as const).map((theme) => ({
      name: [width, theme, ...(face ? [face] : [])].join('-'),
      width,
      height,
      query: { theme, ...query },
      pictured: face === '' || (width === PHONE_WIDTH && theme === 'light'),
      axe: axeFor(face, theme, width),
    })),
  ),
);

function axeFor(face: string, theme: 'light' | 'dark', width: number): Rules | undefined {
  if (face !== '') return undefined;
  if (theme === 'light') return 'all';
  // The same elements as in the light, so only colours can be wrong; and the wide page has no others than the phone.
  return width === PHONE_WIDTH ? 'colours' : undefined;
}

/**
 * With GALLERY_FULL or GALLERY_UPDATE every entry in all of them, which takes ten minutes. Otherwise every entry in English in
 * the light in both sizes, where axe looks, and one of these as well: what breaks German breaks many entries, on a phone first.
 */
const WHOLE: readonly string[] = ['390-light', '1280-light'];
const IN_PARTS: readonly string[] = ['390-dark', '390-light-de', '1280-dark-rtl', '390-light-200'];

const everything = process.env.GALLERY_FULL !== undefined || process.env.GALLERY_UPDATE !== undefined;

export const WALKED: readonly Variant[] = everything ? VARIANTS : VARIANTS.filter(({ name }) => [...WHOLE, ...IN_PARTS].includes(name));

/** Those of all entries that are looked at in this variant. */
export function partOf(entries: readonly string[], { name }: Variant): readonly string[] {
  const part = IN_PARTS.indexOf(name);
  return everything || part < 0 ? entries : entries.filter((_, i) => i % IN_PARTS.length === part);
}
