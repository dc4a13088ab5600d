import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import packageJson from './package.json' with { type: 'json' };

export default defineConfig(({ mode }) => ({
  plugins: [react()],
  define: { __VERSION__: JSON.stringify(packageJson.version) },
  build: {
    // Made-up people are not shipped: the gallery is a build of its own ("npm run gallery").
    ...(mode === 'gallery' ? { rolldownOptions: { input: 'gallery.html' }, outDir: 'target/gallery', emptyOutDir: true } : {}),
    target: ['chrome137', 'firefox138', 'safari17'],
    // Inlined assets would be data: URLs, and the polyfill an inline script: both break the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
    // A thread starts in less time than a process; the default leaves one processor idle, of two.
    pool: 'threads',
    maxWorkers: '100%',
    // A starved machine is slow, not wrong.
    testTimeout: 20_000,
  },
}));
