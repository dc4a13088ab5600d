import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dependencies } from '../../package.json';
import { MADE_WITH } from './madeWith';

test('every package in the page is named', () => {
  expect(MADE_WITH.flatMap(({ of }): string[] => [...of]).sort()).toEqual(Object.keys(dependencies).sort());
});

test.each(MADE_WITH.flatMap(({ of, licence }) => of.map((name) => ({ name, licence }))))('$name is under $licence', ({ name, licence }) => {
  const { license } = JSON.parse(readFileSync(join(import.meta.dirname, '../../node_modules', name, 'package.json'), 'utf8')) as { license: string };
  expect(license).toBe(licence);
});
