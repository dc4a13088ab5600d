import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, expect, test } from '@playwright/test';
import { Nats } from './nats';
import { Person, relaysAt } from './person';
import { type Relay, startRelay, turnSecret } from './relay';

/** What is wrong with the only way that a call could take, and who reads what of it. */
interface Broken {
  readonly urls: readonly string[];
  /** On the page of both, at the end. */
  readonly said: string;
  /** In the log: the likeliest cause, and what each device reported. */
  readonly cause: string;
  /** It gives relays: how many is not said, since ICE asks anew. Without it, it gives none. */
  readonly relayed?: true;
  readonly error?: number;
}

test.setTimeout(120_000);

test('of a call without a path both people read why and what to do, and the operator reads the cause in one line', async ({ browser }) => {
  const folder = mkdtempSync(join(tmpdir(), 'callvault-failed-'));
  const nats = new Nats(folder);
  const running: Relay[] = [];
  const relay = async (...how: [secret: string, place?: Nats['relay']]) => {
    const started = await startRelay(join(folder, String(running.length)), ...how);
    running.push(started);
    return started;
  };
  try {
    nats.build();
    const other = await relay('another-secret');
    const hidden = await relay(turnSecret(), nats.relay);
    const halfOpen = await relay(turnSecret(), nats.relay);
    nats.closeAllBut(/:(\d+)\?/.exec(halfOpen.url)?.[1] ?? '');
    // At once: nobody gives up before half a minute is over.
    await Promise.all([
      fails(browser, {
        urls: [other.url],
        said: 'The relay of this server refused your browser: it does not take the password that the server gives out. Tell whoever runs it.',
        cause: 'credentials', error: 401,
      }),
      fails(browser, {
        urls: [hidden.url, hidden.tcpUrl],
        said: 'Your browser does not get through to the relay of this server. Try another network; if that does not help, tell whoever runs the server.',
        cause: 'unreachable', error: 701,
      }),
      fails(browser, {
        urls: [halfOpen.url],
        said: 'The relay of this server let your browser in, but nothing of the other came through it. Tell whoever runs it: its firewall or its address may be set wrong. Meanwhile another network may help.',
        cause: 'no_path', relayed: true,
      }),
    ]);
  } finally {
    await Promise.all(running.map((each) => each.stop()));
    await nats.remove();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Two people who hide their addresses from each other, one call, and what is read of its end. */
async function fails(browser: Browser, broken: Broken): Promise<void> {
  const relays = relaysAt(...broken.urls);
  const [ana, bo] = await Promise.all(['Ana', 'Bo'].map((name) => Person.arrive(browser, name, { relays, tapped: true }))) as [Person, Person];
  await Promise.all([ana.add(bo), bo.add(ana)]);
  await ana.button('Call with voice').click();
  await bo.button('Answer').click();
  for (const { page } of [ana, bo]) {
    const ended = page.getByRole('dialog', { name: 'No path between the two of you was found' });
    await expect(ended.getByText(broken.said, { exact: true })).toBeVisible({ timeout: 60_000 });
    await expect(ended.getByRole('button')).toHaveText(['Call again', 'Message instead', 'Check the connection', 'Close']);
  }
  await ana.picture(`failed-${broken.cause}`);
  await ana.button('Check the connection').click();
  await expect(ana.page.getByRole('heading', { name: 'Connection doctor' })).toBeVisible();

  await expect.poll(() => linesOf(ana).length, { message: 'lines in the log of the server on this call' }).toBe(1);
  const side = (name: string, person: Person) => ({
    [name]: addressOf(person),
    [`${name}.device`]: expect.stringMatching(/^[0-9a-f-]{13}…$/),
    [`${name}.connected`]: 'false',
    [`${name}.candidates`]: expect.stringMatching(broken.relayed ? /^host:0,srflx:0,relay:[1-9]\d*$/ : /^host:0,srflx:0,relay:0$/),
    [`${name}.errors`]: broken.error === undefined ? 'none' : broken.urls.map((url) => `${broken.error}@${url}`).join(),
  });
  expect(wordsOf(linesOf(ana)[0])).toEqual({
    call: callOf(ana), reason: 'ice_failed', cause: broken.cause, answeredForMs: expect.stringMatching(/^3\d{4}$/), ...side('caller', ana), ...side('callee', bo),
  });
  await Promise.all([ana.leave(), bo.leave()]);
}

/** What the operator reads of the call that this person placed. */
function linesOf(caller: Person): string[] {
  const { E2E_LOG = '' } = process.env;
  return readFileSync(E2E_LOG, 'utf8').split('\n').filter((line) => line.includes(`call=${callOf(caller)} `) && line.includes(`caller=${addressOf(caller)} `));
}

const wordsOf = (line = ''): object => Object.fromEntries([...line.matchAll(/([\w.]+)=(\S+)/g)].map(([, key = '', value]) => [key, value] as const));

/** As the log shortens them. */
const callOf = ({ wire }: Person): string => `${String(wire.sent.find(({ type }) => type === 'call:init')?.call).slice(0, 13)}…`;
const addressOf = ({ link }: Person): string => `${/call:\w{6}/.exec(link)?.[0] ?? ''}…`;
