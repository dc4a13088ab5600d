/**
 * jsdom lays nothing out. With this everything that is observed has a size, and the room that scrolls is large enough to
 * hold all of it; undone by the returned function.
 */
export function layOut(): () => void {
  const { ResizeObserver: before } = globalThis;
  const heights = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollHeight');
  const offsetParent = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'offsetParent');
  globalThis.ResizeObserver = SizeTeller;
  // Stays: what scrolls may do so a moment after its test.
  Element.prototype.scrollTo = () => undefined;
  Object.defineProperty(Element.prototype, 'scrollHeight', { configurable: true, value: ROOM });
  Object.defineProperty(HTMLElement.prototype, 'offsetParent', {
    configurable: true,
    get(this: HTMLElement) {
      return this.parentElement;
    },
  });
  return () => {
    globalThis.ResizeObserver = before;
    if (heights) Object.defineProperty(Element.prototype, 'scrollHeight', heights);
    if (offsetParent) Object.defineProperty(HTMLElement.prototype, 'offsetParent', offsetParent);
  };
}

/** Px. */
const ROOM = 10_000;

class SizeTeller implements ResizeObserver {
  readonly #callback: ResizeObserverCallback;
  #watching = true;

  constructor(callback: ResizeObserverCallback) {
    this.#callback = callback;
  }

  observe(target: Element): void {
    const size = { width: 400, height: target.tagName === 'LI' ? 40 : ROOM };
    setTimeout(() => {
      if (this.#watching && target.isConnected) this.#callback([{ target, contentRect: size } as unknown as ResizeObserverEntry], this);
    });
  }

  unobserve = (): void => undefined;

  disconnect(): void {
    this.#watching = false;
  }
}
