import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCES = join(import.meta.dirname, '..');

/** The classes that rules of this file begin with. */
function styledIn(file: string): Set<string> {
  const css = readFileSync(join(SOURCES, file), 'utf8').replace(/\/\*[^]*?\*\//g, '').replace(/@[^{;]*[;{]/g, '');
  const selectors = [...css.matchAll(/([^{}]+)\{/g)].flatMap(([, list = '']) => list.split(','));
  return new Set(selectors.flatMap((selector) => /^[a-z]*\.([\w-]+)/.exec(selector.trim())?.[1] ?? []));
}

// Every style sheet is on the page at once: two parts of it that use one name draw each other's things.
test('no two parts of the page style the same class', () => {
  const owners = new Map<string, string[]>();
  for (const file of readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.css') || /^(ui|app|gallery)\//.test(file)) continue;
    for (const name of styledIn(file)) owners.set(name, [...(owners.get(name) ?? []), file]);
  }
  expect([...owners].filter(([, files]) => files.length > 1)).toEqual([]);
});

test('what the shell of the page styles is styled by no part of it', () => {
  const shell = styledIn('app/app.css');
  const layout = styledIn('ui/layout.css');
  for (const file of ['chat/ui/chat.css', 'people/ui/people.css', 'settings/ui/settings.css', 'call/ui/call.css']) {
    expect([...styledIn(file)].filter((name) => shell.has(name) && !layout.has(name)), file).toEqual([]);
  }
});
