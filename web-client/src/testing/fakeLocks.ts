type Callback = (lock: Lock | null) => unknown;

interface Holder {
  abort: (reason: DOMException) => void;
}

/** The Web Locks that a tab needs, shared by several tabs of a test: exclusive, in line, `ifAvailable` and `steal`. */
export class FakeLocks {
  #holder: Holder | undefined;
  readonly #line: (() => void)[] = [];

  request = (name: string, options: LockOptions, callback: Callback): Promise<unknown> => {
    if (options.ifAvailable && this.#holder) return Promise.resolve(callback(null));
    if (options.steal) {
      this.#holder?.abort(new DOMException('stolen', 'AbortError'));
      this.#holder = undefined;
    }
    if (!this.#holder) return this.#grant(name, callback);
    return new Promise((resolve, reject) => {
      const turn = () => void this.#grant(name, callback).then(resolve, reject);
      this.#line.push(turn);
      options.signal?.addEventListener('abort', () => {
        const at = this.#line.indexOf(turn);
        if (at < 0) return;
        this.#line.splice(at, 1);
        reject(new DOMException('aborted', 'AbortError'));
      });
    });
  };

  #grant(name: string, callback: Callback): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const holder: Holder = { abort: reject };
      this.#holder = holder;
      void Promise.resolve(callback({ name, mode: 'exclusive' })).then((result) => {
        if (this.#holder === holder) {
          this.#holder = undefined;
          this.#line.shift()?.();
        }
        resolve(result);
      });
    });
  }
}
