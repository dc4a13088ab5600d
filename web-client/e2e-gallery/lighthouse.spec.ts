import { writeFileSync } from 'node:fs';
import { chromium, expect, test } from '@playwright/test';
import lighthouse, { desktopConfig } from 'lighthouse';
import { BROWSER } from '../e2e/browser';
import { freePorts } from '../e2e/ports';
import { clientOrigin, galleryOrigin } from './origins';

/** FACE.md, in per cent. */
const LEAST = { accessibility: 95, 'best-practices': 95, performance: 90 } as const;
type Category = keyof typeof LEAST;
const CATEGORIES = Object.keys(LEAST) as Category[];

// Performance is measured, on a machine that may be busy: what holds the second time holds.
test.describe.configure({ retries: 1 });

interface Looked {
  readonly what: string;
  readonly url: () => string;
  readonly preset: 'desktop' | 'mobile';
  readonly categories: readonly Category[];
}

const PAGES: readonly Looked[] = [
  { what: 'the welcome page', url: clientOrigin, preset: 'desktop', categories: CATEGORIES },
  { what: 'the welcome page', url: clientOrigin, preset: 'mobile', categories: CATEGORIES },
  // Without a server there is no running page but the gallery's, which loads every screen there is: its speed says nothing.
  { what: 'the running page', url: () => `${galleryOrigin()}/gallery.html?entry=chats/some`, preset: 'mobile', categories: ['accessibility', 'best-practices'] },
];

for (const { what, url, preset, categories } of PAGES) {
  test(`Lighthouse finds ${what} good enough (${preset})`, async () => {
    const port = await freePorts(1);
    const browser = await chromium.launch({ ...BROWSER, args: [...(BROWSER.args ?? []), `--remote-debugging-port=${port}`] });
    try {
      const flags = { port, onlyCategories: [...categories], output: 'html' as const, logLevel: 'error' as const };
      const ran = await lighthouse(url(), flags, preset === 'desktop' ? desktopConfig : undefined);
      if (!ran) throw new Error('Lighthouse gave no result');
      const { lhr, report } = ran;
      writeFileSync(test.info().outputPath('lighthouse.html'), String(report));
      const scores = categories.map((id) => ({ id, score: Math.round((lhr.categories[id]?.score ?? 0) * 100) }));
      process.stdout.write(`Lighthouse, ${what}, ${preset}: ${scores.map(({ id, score }) => `${id} ${score}`).join(', ')}\n`);
      for (const { id, score } of scores) {
        const lost = (lhr.categories[id]?.auditRefs ?? [])
          .filter((ref) => ref.weight > 0 && (lhr.audits[ref.id]?.score ?? 1) < 1)
          .map((ref) => `${ref.id}: ${lhr.audits[ref.id]?.displayValue ?? lhr.audits[ref.id]?.title ?? ''}`);
        expect.soft(score, `${id} (${preset}) loses by ${lost.join('; ') || 'nothing that has a weight'}`).toBeGreaterThanOrEqual(LEAST[id]);
      }
    } finally {
      await browser.close();
    }
  });
}
