import type { Contact } from './contacts';

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Who has every word of the query in their name, without regard to case and accents, or the query in their address. */
export function found(people: readonly Contact[], query: string): readonly Contact[] {
  const asked = query.trim();
  if (asked === '') return people;
  const parts = folded(asked).split(/\s+/);
  return people.filter(({ name, address }) => parts.every((part) => folded(name).includes(part)) || address.includes(asked));
}
