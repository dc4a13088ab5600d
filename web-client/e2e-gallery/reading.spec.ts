import { expect, type Page, test } from '@playwright/test';
import { galleryOrigin } from './origins';

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${galleryOrigin()}/gallery.html?entry=conversation/moving`);
  await expect(message(page, '(1000)')).toBeInViewport();
  // It goes there as heights are measured: who turns the wheel before it stands is taken along.
  await expect.poll(() => gap(page)).toBeLessThan(2);
});

const log = (page: Page) => page.getByRole('log');
const message = (page: Page, text: string) => log(page).getByRole('listitem').filter({ hasText: text });
const jump = (page: Page) => page.getByRole('button', { name: /^Jump to newest/ });
const gap = (page: Page) => log(page).evaluate((each) => Math.round(each.scrollHeight - each.clientHeight - each.scrollTop));
const arrives = (page: Page, text: string) =>
  page.evaluate((body) => (globalThis as unknown as { galleryConversation: { arrives: (body: string) => void } }).galleryConversation.arrives(body), text);

/** Runs in the page: the list is not drawn as high as it is reckoned, until `growLate`. */
const keepLow = () => {
  const low = new CSSStyleSheet();
  low.replaceSync('.log > ol { max-height: 300px; overflow: clip }');
  document.adoptedStyleSheets = [low];
};

async function growLate(page: Page): Promise<void> {
  await expect(log(page).getByRole('listitem').first()).toBeAttached();
  // So long the device is busy.
  await page.waitForTimeout(500);
  await page.evaluate(() => (document.adoptedStyleSheets = []));
}

async function scrollUp(page: Page, px: number): Promise<void> {
  await log(page).hover();
  for (let done = 0; done < px; done += 400) await page.mouse.wheel(0, -400);
  // Heights that are still being measured can take one along to the newest; one turns on then.
  const turned = async () => {
    const up = await gap(page);
    if (up < 400) await page.mouse.wheel(0, -px);
    return up;
  };
  await expect.poll(turned).toBeGreaterThanOrEqual(400);
}

/** The message that is topmost in view, and where it stands. */
const topmost = (page: Page) =>
  log(page).evaluate((each) => {
    const { top } = each.getBoundingClientRect();
    const found = [...each.querySelectorAll('.bubble')].find((bubble) => bubble.getBoundingClientRect().top >= top);
    return { text: found?.textContent ?? '', y: Math.round((found?.getBoundingClientRect().top ?? 0) - top) };
  });

test('at the newest one stays at the newest', async ({ page }) => {
  for (let at = 0; at < 5; at++) await arrives(page, `News ${at} `.repeat(at * 12 + 1));
  await expect(message(page, 'News 4')).toBeInViewport();
  await expect.poll(() => gap(page)).toBeLessThan(2);
  await expect(jump(page)).toHaveCount(0);
});

test('who turns the wheel as something arrives is let go', async ({ page }) => {
  await arrives(page, 'News');
  await expect(message(page, 'News')).toBeInViewport();
  // At once, while its height and those of the rows above are being measured; as far as a flick goes.
  const gaps = await log(page).evaluate(async (each) => {
    const gaps: number[] = [];
    each.scrollTop -= 3_000;
    for (let frame = 0; frame < 30; frame++) {
      await new Promise(requestAnimationFrame);
      gaps.push(each.scrollHeight - each.clientHeight - each.scrollTop);
    }
    return gaps;
  });
  expect(Math.min(...gaps)).toBeGreaterThan(1_000);
});

test('a few that are higher than was thought begin at the newest, too', async ({ page }) => {
  await page.goto(`${galleryOrigin()}/gallery.html?entry=conversation/answers`);
  await expect(log(page).getByRole('listitem').last()).toBeInViewport();
  await expect.poll(() => gap(page)).toBeLessThan(2);
});

test('on a busy device, too, a message that one is led to comes into view', async ({ page }) => {
  const address = await page.evaluate(() => location.hash);
  await page.evaluate(() => (location.hash = '#/people'));
  await expect(log(page)).toHaveCount(0);
  await page.evaluate(keepLow);
  await page.evaluate((hash) => (location.hash = `${hash}?at=m960`), address);
  await growLate(page);
  await expect(message(page, '(960)')).toBeInViewport();
});

for (const { entry, begins } of [
  { entry: 'conversation/some', begins: 'the newest' },
  { entry: 'conversation/unread', begins: 'what is unread' },
]) {
  test(`on a busy device, where the page grows late, it begins at ${begins} all the same`, async ({ page }) => {
    await page.addInitScript(keepLow);
    await page.goto(`${galleryOrigin()}/gallery.html?entry=${entry}`);
    await growLate(page);
    if (begins === 'the newest') await expect.poll(() => gap(page)).toBeLessThan(2);
    else await expect(log(page).getByText('New messages')).toBeInViewport();
  });
}

test('further up nothing moves when something arrives; a button counts it and leads there', async ({ page }) => {
  await scrollUp(page, 1_200);
  await expect(jump(page)).toBeVisible();
  await page.waitForTimeout(300); // The wheel turns on for a moment.
  const before = await topmost(page);
  await arrives(page, 'First');
  await arrives(page, 'Second');
  await expect(page.getByRole('button', { name: 'Jump to newest, 2 new messages' })).toBeVisible();
  expect(await topmost(page)).toEqual(before);
  await jump(page).click();
  await expect(message(page, 'Second')).toBeInViewport();
  await expect(jump(page)).toHaveCount(0);
});

test('earlier pages come by themselves, and what is read stays where it is', async ({ page }) => {
  const height = () => log(page).evaluate((each) => each.scrollHeight);
  const before = await height();
  const jumps = log(page).evaluate(
    (each) =>
      new Promise<number>((done) => {
        // How far a message that stays in view moves between two frames while nobody scrolls.
        let worst = 0;
        let last = new Map<string, number>();
        let lastWheel = 0;
        each.addEventListener('wheel', () => (lastWheel = performance.now()), { passive: true });
        const started = performance.now();
        const look = () => {
          const now = new Map([...each.querySelectorAll('.bubble')].map((bubble) => [bubble.textContent, bubble.getBoundingClientRect().top]));
          if (performance.now() - lastWheel > 300) {
            const { top, bottom } = each.getBoundingClientRect();
            for (const [text, y] of now) {
              const was = last.get(text);
              if (was !== undefined && was > top && was < bottom) worst = Math.max(worst, Math.abs(was - y));
            }
          }
          last = now;
          if (performance.now() - started < 4_000) requestAnimationFrame(look);
          else done(worst);
        };
        look();
      }),
  );
  await scrollUp(page, 9_600);
  await expect.poll(height).toBeGreaterThan(before + 3_000);
  expect(await jumps).toBeLessThan(2);
});

test('what one writes is in view, wherever one was reading', async ({ page }) => {
  await scrollUp(page, 1_200);
  await page.getByLabel('Message', { exact: true }).fill('Mine');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(message(page, 'Mine')).toBeInViewport();
});

test('leaving and coming back leads to the same place', async ({ page }) => {
  await scrollUp(page, 2_000);
  await page.waitForTimeout(400);
  const before = await topmost(page);
  const address = await page.evaluate(() => location.hash);
  await page.evaluate(() => (location.hash = '#/people'));
  await expect(log(page)).toHaveCount(0);
  await page.evaluate((hash) => (location.hash = hash), address);
  await expect.poll(() => topmost(page)).toEqual(before);
});

test('50,000 messages from the end to the beginning without a blank frame or a jump', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(`${galleryOrigin()}/gallery.html?entry=conversation/fifty-thousand`);
  await expect(message(page, '(50000)')).toBeInViewport();
  const seen = await log(page).evaluate(async (each) => {
    const FAR = 60_000;
    const NEAR = 150;
    const drawn = async () => {
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    };
    const bubbles = () => new Map([...each.querySelectorAll('.bubble')].map((bubble) => [bubble.textContent, bubble.getBoundingClientRect()]));
    const { top, bottom } = each.getBoundingClientRect();
    // From its upper edge to its lower one there are messages; between two of them there is a day at most.
    const isBlank = () => {
      const shown = [...bubbles().values()].filter((box) => box.bottom > top && box.top < bottom).sort((one, other) => one.top - other.top);
      const edges = [top, ...shown.flatMap((box) => [box.top, box.bottom]), bottom];
      return edges.some((edge, at) => at % 2 === 1 && edge - (edges[at - 1] ?? edge) > 140);
    };
    const seen = { frames: 0, blank: 0, jump: 0 };
    while (each.scrollTop > 0) {
      each.scrollTop -= FAR;
      await drawn();
      for (let step = 0; step < 4 && each.scrollTop > NEAR; step++) {
        const before = bubbles();
        each.scrollTop -= NEAR;
        await drawn();
        // What stays in view moves by as much as was scrolled, though rows above it are measured for the first time.
        for (const [text, box] of bubbles()) {
          const was = before.get(text);
          if (was && was.top > top && box.bottom < bottom) seen.jump = Math.max(seen.jump, Math.abs(box.top - was.top - NEAR));
        }
        seen.frames++;
        if (isBlank()) seen.blank++;
      }
    }
    return seen;
  });
  expect(seen.frames).toBeGreaterThan(100);
  expect(seen.blank).toBe(0);
  expect(seen.jump).toBeLessThan(2);
  await expect(message(page, '(1)')).toBeInViewport();
});
