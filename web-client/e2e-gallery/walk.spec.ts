import { type Browser, type BrowserContext, type ConsoleMessage, expect, type Page, test } from '@playwright/test';
import { axeFindings } from './axe';
import { look, rest } from './look';
import { galleryOrigin } from './origins';
import { isPictured, keepPicture, pictureOf, removePicture, strayPictures, UPDATING } from './pictures';
import { partOf, PHONE_WIDTH, type Variant, VARIANTS, WALKS } from './variants';

const REST_WITHIN_MS = 4_000;
const TOUCH = 44;
/** So many entries with findings are pictured in the report; a broken style sheet would fill the disk. */
const PICTURED_FINDINGS = 12;

/** Each with its reason. Selectors, of the element or of something around it. */
const SMALL: readonly string[] = [];
const SIDEWAYS: readonly string[] = [];
const OUTSIDE: readonly string[] = [];

for (const walk of WALKS) {
  test(walk.name, async ({ browser }) => {
    const { variant } = walk;
    const context = await contextFor(browser, variant);
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    const heard = listen(page);
    const findings: string[] = [];
    let pictures = 0;
    const began = Date.now();
    const entries = partOf((await entriesOf(page)).filter(isAsked), walk);

    for (const entry of entries) {
      heard.words.length = 0;
      const query = new URLSearchParams({ entry, ...variant.query }).toString();
      await page.goto(`${galleryOrigin()}/gallery.html?${query}`);
      const restless = await restOf(page, heard);
      const found = [
        ...(restless === undefined ? [] : [restless]),
        ...(await seen(page, variant)),
        ...(await unfit(page, variant)),
        ...heard.words,
      ];
      if (variant.pictured && UPDATING) keepPicture(entry, variant, await pictureOf(page, cdp, variant));
      findings.push(...found.map((what) => `${entry} (${variant.name}): ${what}`));
      if (found.length > 0 && pictures++ < PICTURED_FINDINGS) {
        await test.info().attach(`${entry}-${variant.name}`, { body: await pictureOf(page, cdp, variant), contentType: 'image/webp' });
      }
    }
    await context.close();
    const eachMs = Math.round((Date.now() - began) / entries.length);
    process.stdout.write(`${walk.name}: ${entries.length} entries, ${eachMs} ms each, ${findings.length} findings\n`);
    expect.soft(findings.length, `\n${findings.join('\n')}\n`).toBe(0);
  });
}

/** While one works on some entries, the others need not be walked. */
const isAsked = (entry: string): boolean => new RegExp(process.env.GALLERY_ONLY ?? '').test(entry);

/** A dialog that is not drawn yet hides the page already; what is wrong is still wrong when it is looked at again. */
async function unfit(page: Page, { axe }: Variant): Promise<string[]> {
  if (axe === undefined) return [];
  const found = await axeFindings(page, axe);
  return found.length === 0 ? found : axeFindings(page, axe);
}

/** What opens by itself may still be on its way to its place; what is out of place for a second is out of place. */
async function seen(page: Page, variant: Variant): Promise<string[]> {
  const until = Date.now() + 1_000;
  for (;;) {
    const found = await page.evaluate(look, { touch: variant.width === PHONE_WIDTH ? TOUCH : 0, small: SMALL, sideways: SIDEWAYS, outside: OUTSIDE });
    if (found.length === 0 || Date.now() > until) return found;
  }
}

test('every entry has its committed pictures, and every picture its entry', async ({ page }) => {
  const entries = await entriesOf(page);
  const stray = strayPictures(entries);
  if (UPDATING) {
    stray.forEach(removePicture);
    return;
  }
  expect(stray, 'pictures of what is no more; "GALLERY_UPDATE=1 npm run gallery:test" removes them').toEqual([]);
  const missing = entries.flatMap((entry) =>
    VARIANTS.filter((variant) => variant.pictured && !isPictured(entry, variant)).map(({ name }) => `${entry} (${name})`),
  );
  expect(missing, 'without a picture: look at them, then take theirs with "GALLERY_UPDATE=1 npm run gallery:test"').toEqual([]);
});

async function contextFor(browser: Browser, { width, height, query }: Variant): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: query.theme === 'dark' ? 'dark' : 'light',
    reducedMotion: 'reduce',
    hasTouch: width === PHONE_WIDTH,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  });
  await context.addInitScript(() => {
    // The empty page before the first one has no storage. An entry must not see what another one kept.
    if (location.protocol !== 'about:') localStorage.clear();
  });
  return context;
}

async function entriesOf(page: Page): Promise<string[]> {
  await page.goto(`${galleryOrigin()}/gallery.html`);
  const entries = await page.waitForFunction(() => (globalThis as { galleryEntries?: string[] }).galleryEntries);
  return (await entries.jsonValue()) ?? [];
}

interface Heard {
  /** What the page complained about since they were last cleared. */
  readonly words: string[];
  underWay: number;
}

function listen(page: Page): Heard {
  const heard: Heard = { words: [], underWay: 0 };
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') heard.words.push(`console: ${message.text()} (${message.location().url})`);
  });
  // Rejections that nobody handles come here too.
  page.on('pageerror', (error) => heard.words.push(`error: ${error.stack ?? error.message}`));
  page.on('request', () => heard.underWay++);
  page.on('requestfinished', () => heard.underWay--);
  page.on('requestfailed', () => heard.underWay--);
  return heard;
}

/** A screen may load code of its own, and draws again when it is there. */
async function restOf(page: Page, heard: Heard): Promise<string | undefined> {
  const until = Date.now() + REST_WITHIN_MS;
  for (;;) {
    const restless = await page.evaluate(rest, REST_WITHIN_MS);
    if (restless !== undefined || heard.underWay <= 0) return restless;
    if (Date.now() > until) return `still loads after ${REST_WITHIN_MS} ms`;
  }
}
