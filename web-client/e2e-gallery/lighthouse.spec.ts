import { writeFileSync } from 'node:fs';
import { chromium, expect, test } from '@playwright/test';
import lighthouse, { desktopConfig } from 'lighthouse';
import { BROWSER } from '../e2e/browser';
import { freePorts } from '../e2e/ports';
import { clientOrigin } from './origins';

/** FACE.md, in per cent. */
const LEAST = { accessibility: 95, 'best-practices': 95, performance: 90 } as const;
type Category = keyof typeof LEAST;
const CATEGORIES = Object.keys(LEAST) as Category[];

// Performance is measured, on a machine that may be busy: what holds the second time holds.
test.describe.configure({ retries: 1 });

for (const preset of ['desktop', 'mobile'] as const) {
  test(`Lighthouse finds the welcome page good enough (${preset})`, async () => {
    const port = await freePorts(1);
    const browser = await chromium.launch({ ...BROWSER, args: [...(BROWSER.args ?? []), `--remote-debugging-port=${port}`] });
    try {
      const ran = await lighthouse(clientOrigin(), { port, onlyCategories: CATEGORIES, output: 'html', logLevel: 'error' }, preset === 'desktop' ? desktopConfig : undefined);
      if (!ran) throw new Error('Lighthouse gave no result');
      const { categories, audits } = ran.lhr;
      writeFileSync(test.info().outputPath(`lighthouse-${preset}.html`), String(ran.report));
      const scores = CATEGORIES.map((id) => ({ id, score: Math.round((categories[id]?.score ?? 0) * 100) }));
      process.stdout.write(`Lighthouse, ${preset}: ${scores.map(({ id, score }) => `${id} ${score}`).join(', ')}\n`);
      for (const { id, score } of scores) {
        const lost = (categories[id]?.auditRefs ?? [])
          .filter((ref) => ref.weight > 0 && (audits[ref.id]?.score ?? 1) < 1)
          .map((ref) => `${ref.id}: ${audits[ref.id]?.displayValue ?? audits[ref.id]?.title ?? ''}`);
        expect.soft(score, `${id} (${preset}) loses by ${lost.join('; ') || 'nothing that has a weight'}`).toBeGreaterThanOrEqual(LEAST[id]);
      }
    } finally {
      await browser.close();
    }
  });
}
