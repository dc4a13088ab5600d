import { ME, OTHERS } from './addresses';

/** Somebody made up. */
export interface Somebody {
  readonly address: string;
  readonly name: string;
}

const NAMES = {
  usual: ['Ana Lindqvist', 'Ben Okafor', 'Chiara Rossi', 'Dmitri', 'Emre & Eda', 'Fiona from the allotment', 'Grandma', 'Hugo'],
  /** Right to left, emoji, and as long as they get. */
  rtl: [
    'נועה לוי', 'محمد عبد الرحمن الأنصاري', '🦊🌲', 'דָּוִד בן־גוריון', 'فاطمة الزهراء',
    'Wolfeschlegelsteinhausenbergerdorff-Llanfairpwllgwyngyllgogerychwyrn the Elder', 'مريم 🌙', 'יוסי',
  ],
} as const;

export type Names = keyof typeof NAMES;

export const isNames = (value: string): value is Names => value in NAMES;

let names: Names = 'usual';

export const castNames = (wanted: Names): void => {
  names = wanted;
};

/** The person whose page it is. */
export const me = (): Somebody => ({ address: ME, name: names === 'usual' ? 'Mia' : 'מיה' });

/** Everybody else, by a number from 0. */
export function somebody(number: number): Somebody {
  const address = OTHERS[number % OTHERS.length] ?? ME;
  return { address, name: NAMES[names][number % NAMES[names].length] ?? '' };
}

/** The moment at which every picture is taken: a Tuesday morning. */
export const NOW = Date.UTC(2026, 9, 13, 8, 24);
