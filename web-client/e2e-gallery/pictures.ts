import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { type Variant, VARIANTS } from './variants';

const PICTURES = resolve(import.meta.dirname, '../gallery');
const QUALITY = 55;

/** Takes all pictures anew, instead of asking for those that are committed. */
export const UPDATING = process.env.GALLERY_UPDATE === '1';

const fileOf = (entry: string, variant: Variant): string => join(entry, `${variant.name}.webp`);

export const isPictured = (entry: string, variant: Variant): boolean => existsSync(join(PICTURES, fileOf(entry, variant)));

export function keepPicture(entry: string, variant: Variant, picture: Buffer): void {
  const file = join(PICTURES, fileOf(entry, variant));
  if (existsSync(file) && readFileSync(file).equals(picture)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, picture);
}

/** Committed pictures of entries or variants that are no more. */
export function strayPictures(entries: readonly string[]): string[] {
  const known = new Set(entries.flatMap((entry) => VARIANTS.filter(({ pictured }) => pictured).map((variant) => fileOf(entry, variant))));
  if (!existsSync(PICTURES)) return [];
  return readdirSync(PICTURES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.webp') && !known.has(file));
}

export const removePicture = (file: string): void => rmSync(join(PICTURES, file));

/** The whole of the page, below the fold too. */
export async function pictureOf(page: Page, cdp: CDPSession, variant: Variant): Promise<Buffer> {
  const height = await page.evaluate(() => {
    // A caret blinks.
    const still = new CSSStyleSheet();
    still.replaceSync('* { caret-color: transparent !important }');
    document.adoptedStyleSheets.push(still);
    return document.documentElement.scrollHeight;
  });
  const { data } = await cdp.send('Page.captureScreenshot', {
    format: 'webp',
    quality: QUALITY,
    captureBeyondViewport: height > variant.height,
    clip: { x: 0, y: 0, width: variant.width, height: Math.max(height, variant.height), scale: 1 },
  });
  return Buffer.from(data, 'base64');
}
