/// <reference types="vite/client" />

/** Of package.json (vite.config.ts). */
declare const __VERSION__: string;
