import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from '@playwright/test';

/** Served with the gallery: the browser keeps what it compiled, which it does not of a script that is handed in. */
export const AXE_PATH = '/assets/axe.js';
export const AXE_FILE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** A menu is drawn at the end of the page, outside of its parts, while it is open. It has the focus then, so that nobody has to find it. */
const POPPER = 'data-radix-popper-content-wrapper';

const RULES = {
  all: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'] },
  /** For another theme of a page that was looked at: nothing else depends on it. */
  colours: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
} satisfies Record<string, axe.RunOnly>;

export type Rules = keyof typeof RULES;

/** What axe finds, one line for each thing. */
export async function axeFindings(page: Page, rules: Rules): Promise<string[]> {
  await page.addScriptTag({ url: AXE_PATH });
  const { violations } = await page.evaluate(
    ([runOnly, all]) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly,
        // Off unless it is named.
        ...(all ? { rules: { 'target-size': { enabled: true } } } : {}),
        resultTypes: ['violations'],
        // Reads the style sheets over the network once more, for a rule on device orientation.
        preload: false,
        iframes: false,
      }),
    [RULES[rules], rules === 'all'] as const,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.filter(({ target }) => !(id === 'region' && target.join(' ').includes(POPPER))).map(({ target, failureSummary = '' }) => `axe ${id}: ${target.join(' ')}: ${failureSummary.split('\n').slice(1).join(';').trim()}`),
  );
}
