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

/** Of every `of` entries, the one at `at`, in this variant: one test. */
export interface Walk {
  readonly name: string;
  readonly variant: Variant;
  readonly at: number;
  readonly of: number;
}

/** `GALLERY_FULL` or `GALLERY_UPDATE`: every entry in every variant, which takes ten minutes. */
const everything = process.env.GALLERY_FULL !== undefined || process.env.GALLERY_UPDATE !== undefined;

/**
 * Otherwise every entry in English in the light in both sizes, where axe looks, in halves of some minutes each, and one of these
 * as well: what breaks German breaks many entries, on a phone first.
 */
const WHOLE: readonly string[] = ['390-light', '1280-light'];
const IN_PARTS: readonly string[] = ['390-dark', '390-light-de', '1280-dark-rtl', '390-light-200'];

export const WALKS: readonly Walk[] = everything
  ? VARIANTS.flatMap((variant) => walksOf(variant, [0], 1))
  : VARIANTS.flatMap((variant) => {
      if (WHOLE.includes(variant.name)) return walksOf(variant, [0, 1], 2);
      return IN_PARTS.includes(variant.name) ? walksOf(variant, [IN_PARTS.indexOf(variant.name)], IN_PARTS.length) : [];
    });

function walksOf(variant: Variant, places: readonly number[], of: number): readonly Walk[] {
  return places.map((at) => ({ name: of === 1 ? variant.name : `${variant.name} ${at + 1} of ${of}`, variant, at, of }));
}

/** Those of all entries that this walk looks at. */
export const partOf = (entries: readonly string[], { at, of }: Walk): readonly string[] => entries.filter((_, i) => i % of === at);
