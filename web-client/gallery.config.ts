import { defineConfig } from '@playwright/test';
import { BROWSER, PLAIN_BROWSER } from './e2e/browser';

/** Tests that need no server of ours: the pages that Vite builds, with made-up people in them or nobody. */
export default defineConfig({
  testDir: 'e2e-gallery',
  outputDir: 'test-results/gallery',
  globalSetup: './e2e-gallery/prepare.ts',
  workers: 2,
  fullyParallel: true,
  timeout: 30_000,
  forbidOnly: true,
  reporter: [['list'], ['html', { open: 'never', outputFolder: 'playwright-report/gallery' }]],
  projects: [
    // By its length: with two workers the last test should not run alone.
    { name: 'walk', testMatch: 'walk.spec.ts', timeout: 600_000, use: { launchOptions: PLAIN_BROWSER } },
    // What takes times needs the machine for itself.
    {
      name: 'timing', testIgnore: 'walk.spec.ts', dependencies: ['walk'], workers: 1, fullyParallel: false, timeout: 180_000,
      use: { launchOptions: BROWSER },
    },
  ],
});
