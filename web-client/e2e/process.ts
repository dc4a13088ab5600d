import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** A server that a test started and must stop. */
export interface Running {
  stop(): Promise<void>;
}

const KEPT_LINES = 60;
const STOPS_WITHIN_MS = 15_000;
const ASKED_EVERY_MS = 100;

/** A child process whose last words are kept, so that a failed start can be understood. */
export class Server implements Running {
  readonly #name: string;
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  #lines: string[] = [];
  #failure: Error | undefined;

  constructor(name: string, command: string, args: string[], options: { cwd: string; env?: NodeJS.ProcessEnv }) {
    this.#name = name;
    this.#child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#exited = Promise.race([once(this.#child, 'exit'), once(this.#child, 'error').catch((error: unknown) => error)]);
    this.#child.on('error', (error) => (this.#failure = error));
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (data: Buffer) => {
        this.#lines = [...this.#lines, ...data.toString().split('\n').filter(Boolean)].slice(-KEPT_LINES);
      });
    }
  }

  /** Waits until `ready` says so; fails with the process's last words when it ends before, or takes too long. */
  async until(ready: () => Promise<boolean>, withinMs: number): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (!(await ready())) {
      if (this.#ended()) throw this.#told('ended before it was ready');
      if (Date.now() > deadline) throw this.#told(`was not ready within ${withinMs / 1000} s`);
      await pause(ASKED_EVERY_MS);
    }
  }

  /** It does nothing more until it may go on; what comes meanwhile waits in the system's queues, or is lost. */
  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    if (this.#ended()) return;
    this.thaw();
    this.#child.kill('SIGTERM');
    const stopped = await Promise.race([this.#exited.then(() => true), pause(STOPS_WITHIN_MS, false, { ref: false })]);
    if (stopped) return;
    this.#child.kill('SIGKILL');
    await this.#exited;
    throw this.#told(`did not stop within ${STOPS_WITHIN_MS / 1000} s`);
  }

  #ended(): boolean {
    return this.#failure !== undefined || this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  #told(what: string): Error {
    return new Error(`${this.#name} ${what}.\n${this.#lines.join('\n')}`, { cause: this.#failure });
  }
}
