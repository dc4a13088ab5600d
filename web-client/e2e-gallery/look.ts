/* Both functions run in the page: they may use nothing from outside themselves. */

/** Waits until the page has drawn and nothing changes any more; says what went on for too long. */
export async function rest(withinMs: number): Promise<string | undefined> {
  const QUIET_MS = 30;
  const until = performance.now() + withinMs;
  const page = { changed: false, last: 'nothing' };
  const watch = new MutationObserver((records) => {
    page.changed = true;
    const { type, attributeName, target } = records.at(-1)!;
    page.last = `${attributeName ?? type} of <${target.nodeName.toLowerCase()}> in "${(target.textContent ?? '').slice(0, 40)}"`;
  });
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  try {
    await document.fonts.ready;
    for (let frames = 0, since = performance.now(); frames < 2 || performance.now() - since < QUIET_MS; ) {
      if (performance.now() > until) return `still changes after ${withinMs} ms, or shows nothing; the last to change: ${page.last}`;
      for (const animation of document.getAnimations()) {
        try {
          animation.finish();
        } catch {
          return 'moves without an end although the system asks for no motion';
        }
      }
      await Promise.all(Array.from(document.images, (image) => image.decode().catch(() => undefined)));
      await new Promise(requestAnimationFrame);
      await new Promise((done) => setTimeout(done));
      // React shows what has arrived up to 0.3 s later, so that nothing flickers.
      const arriving = document.querySelector('[data-awaits-code]') !== null;
      if (page.changed || arriving || 'acting' in document.documentElement.dataset || !document.getElementById('root')?.hasChildNodes()) [frames, since] = [0, performance.now()];
      else frames++;
      page.changed = false;
    }
    return undefined;
  } finally {
    watch.disconnect();
  }
}

export interface Asked {
  /** How small something may be that is touched; 0: it does not matter. */
  readonly touch: number;
  /** Selectors of what may be smaller. */
  readonly small: readonly string[];
  /** Selectors of what is meant to scroll sideways. */
  readonly sideways: readonly string[];
  /** Selectors of what may stand outside of the view. */
  readonly outside: readonly string[];
}

/** What somebody would trip over: a page that scrolls sideways, text over other text, controls that cannot be seen or hit. */
export function look({ touch, small, sideways, outside }: Asked): string[] {
  const SLACK = 1;
  const SPILL = 4;
  const CONTROLS = 'a[href], button, input, textarea, select, summary, [role=button], [role=menuitem], [role=switch], [role=slider], [role=tab], [role=option], [contenteditable=true]';
  const found = new Set<string>();
  const is = (element: Element, selectors: readonly string[]) => selectors.some((selector) => element.closest(selector));
  const page = document.documentElement;

  const called = (element: Element): string => {
    const words = element.getAttribute('aria-label') ?? ((element as HTMLInputElement).labels?.[0]?.innerText || (element as HTMLElement).innerText || '');
    const classes = element.getAttribute('class');
    return `<${element.tagName.toLowerCase()}${classes ? ` class="${classes}"` : ''}> "${words.trim().replace(/\s+/g, ' ').slice(0, 40)}"`;
  };

  if (page.scrollWidth > page.clientWidth + SLACK) {
    const widest = Array.from(document.body.querySelectorAll('*')).filter((each) => each.getBoundingClientRect().right > page.clientWidth + SLACK).at(-1);
    found.add(`the page scrolls sideways: it is ${page.scrollWidth} px wide in ${page.clientWidth} px${widest ? `, for ${called(widest)}` : ''}`);
  }

  for (const element of document.body.querySelectorAll('*')) {
    if (element.scrollWidth <= element.clientWidth + SLACK || is(element, sideways) || element.matches('input, textarea, select')) continue;
    if (/auto|scroll/.test(getComputedStyle(element).overflowX) && element.clientWidth > 0) {
      found.add(`${called(element)} scrolls sideways: ${element.scrollWidth} px in ${element.clientWidth} px`);
    }
  }

  // What is higher than the box it is laid out in lies over its neighbours.
  for (const element of document.body.querySelectorAll('*')) {
    const above = element.parentElement!;
    const style = getComputedStyle(element);
    if (!/flex|grid/.test(getComputedStyle(above).display) || getComputedStyle(above).overflowY !== 'visible') continue;
    if (/absolute|fixed/.test(style.position) || style.transform !== 'none' || !element.checkVisibility({ visibilityProperty: true })) continue;
    const [inner, outer] = [element.getBoundingClientRect(), above.getBoundingClientRect()];
    if (inner.height > outer.height + SPILL) found.add(`${called(element)} is ${Math.round(inner.height)} px high in ${Math.round(outer.height)} px`);
  }

  /** The first that cuts a part of this off for good: what scrolls does not. */
  const cutBy = (element: Element): string | undefined => {
    let { left, right, top, bottom } = element.getBoundingClientRect();
    let { position } = getComputedStyle(element);
    for (let above = element.parentElement; above && position !== 'fixed'; above = above.parentElement) {
      const style = getComputedStyle(above);
      // What is positioned is cut only by what it is positioned in.
      if (position === 'absolute' && style.position === 'static' && style.transform === 'none') continue;
      position = style.position;
      if (above === document.body || above === page) continue;
      const box = above.getBoundingClientRect();
      if (/auto|scroll/.test(style.overflowX)) [left, right] = [box.left, box.right];
      else if (style.overflowX !== 'visible' && (left < box.left - SLACK || right > box.right + SLACK)) return called(above);
      if (/auto|scroll/.test(style.overflowY)) [top, bottom] = [box.top, box.bottom];
      else if (style.overflowY !== 'visible' && (top < box.top - SLACK || bottom > box.bottom + SLACK)) return called(above);
    }
    if (left < -SLACK || right > page.clientWidth + SLACK) return 'the edge of the screen';
    const height = position === 'fixed' ? innerHeight : Math.max(page.scrollHeight, innerHeight);
    const from = position === 'fixed' ? 0 : -scrollY;
    return top < from - SLACK || bottom > from + height + SLACK ? 'the end of the page' : undefined;
  };

  /** What a finger can hit: labels count, and so do pseudo-elements that make a control larger. */
  const target = (element: Element): { width: number; height: number } => {
    const boxes = [element, ...((element as HTMLInputElement).labels ?? [])].map((each) => each.getBoundingClientRect());
    const own = element.getBoundingClientRect();
    for (const pseudo of ['::before', '::after']) {
      const style = getComputedStyle(element, pseudo);
      if (style.content === 'none' || style.position !== 'absolute' || style.pointerEvents === 'none') continue;
      const border = getComputedStyle(element);
      const [x, y] = [own.left + parseFloat(border.borderLeftWidth) + parseFloat(style.left), own.top + parseFloat(border.borderTopWidth) + parseFloat(style.top)];
      if (getComputedStyle(element).position !== 'static') boxes.push(new DOMRect(x, y, parseFloat(style.width), parseFloat(style.height)));
    }
    return {
      width: Math.max(...boxes.map(({ right }) => right)) - Math.min(...boxes.map(({ left }) => left)),
      height: Math.max(...boxes.map(({ bottom }) => bottom)) - Math.min(...boxes.map(({ top }) => top)),
    };
  };

  /** A link in a sentence is as high as the sentence (WCAG 2.5.8, inline). */
  const inSentence = (element: Element): boolean =>
    element.matches('a') && getComputedStyle(element).display === 'inline' && (element.parentElement?.textContent.trim().length ?? 0) > element.textContent.trim().length;

  for (const element of document.querySelectorAll(CONTROLS)) {
    const { width, height } = element.getBoundingClientRect();
    if (!element.checkVisibility({ visibilityProperty: true }) || width <= 1 || height <= 1 || element.matches('[type=hidden]')) continue;
    const cut = is(element, outside) ? undefined : cutBy(element);
    if (cut !== undefined) found.add(`${called(element)} is cut off by ${cut}`);
    if (touch === 0 || is(element, small) || inSentence(element)) continue;
    const hit = target(element);
    if (hit.width < touch - 0.5 || hit.height < touch - 0.5) {
      found.add(`${called(element)} is ${Math.round(hit.width)} × ${Math.round(hit.height)} px to the finger, and should be ${touch}`);
    }
  }
  return [...found];
}
