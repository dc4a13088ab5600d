import { expect, test } from 'vitest';
import { found } from './found';

const people = [
  { address: 'call:one', name: 'Zoë Müller' },
  { address: 'call:two', name: 'דָּוִד' },
  { address: 'call:three', name: '' },
];
const names = (query: string) => found(people, query).map(({ address }) => address);

test.each([
  ['', ['call:one', 'call:two', 'call:three']],
  ['zoe', ['call:one']],
  ['MULL z', ['call:one']],
  ['דוד', ['call:two']],
  ['call:three', ['call:three']],
  ['nobody', []],
])('«%s»', (query, expected) => {
  expect(names(query)).toEqual(expected);
});
