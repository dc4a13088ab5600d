import { defineConfig } from '@playwright/test';

// More calls than one person makes of another.
for (const limit of ['CALLSPERMINUTE', 'CALLSPERPAIRPERMINUTE']) process.env[`CALLVAULT_LIMIT_${limit}`] = '1000';

/** What takes times between two browsers and the real servers: to be run alone, on a machine that has nothing else to do. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.bench.ts',
  outputDir: 'test-results/bench',
  globalSetup: './e2e/servers.ts',
  workers: 1,
  timeout: 600_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
});
