import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeSocket } from '../testing/fakeSocket';
import { bytesOf, vectors } from '../testing/vectors';
import { reconnectDelayMs } from './backoff';
import { Connection } from './connection';
import { identityOf } from './identity';
import { JWS, verify } from './jws';

const ORIGIN = 'https://callvault.example';
const profile = { ...(await identityOf(bytesOf(vectors.a.seed))), name: 'Ana', device: '11111111-1111-4111-8111-111111111111' };

let sockets: FakeSocket[];
let connection: Connection;
let conn: number;
let nudge: () => void;
const newest = () => sockets.at(-1)!;

function connect(): void {
  connection = new Connection({
    profile,
    origin: ORIGIN,
    nextConn: () => Promise.resolve(++conn),
    random: () => 0.5,
    watchSurroundings: (listener) => {
      nudge = listener;
      return () => undefined;
    },
    openSocket: (url, subprotocol) => {
      const socket = new FakeSocket(url, subprotocol);
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
  });
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  vi.setSystemTime(1_767_225_600_000);
  sockets = [];
  conn = 40;
  connect();
});

afterEach(() => {
  connection.dispose();
  vi.useRealTimers();
});

describe('opening', () => {
  test('proves who we are for this origin, device and connection', async () => {
    expect(newest().url).toBe('wss://callvault.example/ws');
    expect(newest().subprotocol).toBe('callvault.v1');
    await newest().opens();
    const proof = String(newest().sentOf('auth')[0]?.proof);
    expect(await verify(proof, { typ: JWS.auth, kid: profile.address })).toEqual({
      nonce: 'A'.repeat(43), aud: ORIGIN, device: profile.device, conn: 41, iat: 1_767_225_600,
    });
    expect(connection.state).toMatchObject({ phase: 'ready', session: 's' });
  });

  test('the clock follows the server’s, also in the proof', async () => {
    newest().says({ type: 'hello', challenge: 'x', node: 'n', time: Date.now() + 600_000 });
    await vi.waitFor(() => expect(newest().sentOf('auth')).toHaveLength(1));
    expect(connection.now()).toBe(Date.now() + 600_000);
    const { iat } = await verify(String(newest().sentOf('auth')[0]?.proof), { typ: JWS.auth, kid: profile.address });
    expect(iat).toBe(1_767_225_600 + 600);
  });

  test('a proof is not sent to a later socket', async () => {
    const first = newest();
    first.says({ type: 'hello', challenge: 'x', node: 'n', time: Date.now() });
    first.closes(1006);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(sockets).toHaveLength(2);
    expect(first.sent).toEqual([]);
    expect(newest().sent).toEqual([]);
  });

  test('a server that says nothing is given up', async () => {
    await vi.advanceTimersByTimeAsync(15_000);
    expect(connection.state.phase).toBe('waiting');
  });

  test('nothing can be sent before ready', async () => {
    expect(connection.send({ type: 'ping' })).toBe(false);
    await expect(connection.request({ type: 'token' })).rejects.toMatchObject({ code: 'offline', retryable: true });
  });
});

describe('coming back', () => {
  test.each([1001, 1006, 1012, 1013, 4008, 4029, 4999])('after %i, with jitter', async (code) => {
    await newest().opens();
    newest().closes(code);
    expect(connection.state).toEqual({ phase: 'waiting', attempt: 1, until: Date.now() + 2_500 });
    await vi.advanceTimersByTimeAsync(2_499);
    expect(sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sockets).toHaveLength(2);
  });

  test.each([
    [4400, 'malformed'], [4401, 'not_authenticated'], [4409, 'superseded'], [4410, 'revoked'], [4411, 'account_deleted'], [1009, 'malformed'], [1007, 'malformed'],
  ])('never by itself after %i', async (code, reason) => {
    await newest().opens();
    newest().closes(code);
    expect(connection.state).toEqual({ phase: 'stopped', reason });
    await vi.advanceTimersByTimeAsync(600_000);
    nudge();
    expect(sockets).toHaveLength(1);
    connection.retry();
    expect(sockets).toHaveLength(2);
  });

  test('a refused proof says why', () => {
    newest().says({ type: 'error', code: 'clock_skew', message: '', retryable: false });
    newest().closes(4401);
    expect(connection.state).toEqual({ phase: 'stopped', reason: 'clock_skew' });
  });

  test('a page that slept through its opening comes back, though the server closed 4401', async () => {
    newest().says({ type: 'hello', challenge: 'x', node: 'n', time: Date.now() });
    await vi.advanceTimersByTimeAsync(5_000);
    newest().closes(4401);
    expect(connection.state.phase).toBe('waiting');
  });

  test('the range doubles up to 30 s and starts again after a success', async () => {
    const delays = [];
    for (let failure = 0; failure < 5; failure++) {
      newest().closes(1006);
      delays.push(connection.state.phase === 'waiting' ? connection.state.until - Date.now() : undefined);
      await vi.advanceTimersByTimeAsync(15_000);
    }
    expect(delays).toEqual([2_500, 5_000, 10_000, 15_000, 15_000]);
    await newest().opens();
    newest().closes(1006);
    expect(connection.state).toMatchObject({ until: Date.now() + 2_500 });
  });

  test('the jitter is full', () => {
    expect(reconnectDelayMs(0, () => 0)).toBe(0);
    expect(reconnectDelayMs(0, () => 0.9999)).toBe(4_999);
    expect(reconnectDelayMs(1_000, () => 0.9999)).toBe(29_997);
  });

  test('a drain says when', async () => {
    await newest().opens();
    newest().says({ type: 'drain', reconnectAfterMs: 700 });
    newest().closes(1012);
    expect(connection.state).toMatchObject({ until: Date.now() + 700 });
  });

  test('one of too many newcomers comes back when told', () => {
    newest().says({ type: 'error', code: 'overloaded', message: 'Many connect.', retryable: true, retryAfterMs: 12_000 });
    newest().closes(1013);
    expect(connection.state).toMatchObject({ phase: 'waiting', until: Date.now() + 12_000 });
  });

  test('at once when the network is back', async () => {
    newest().closes(1006);
    nudge();
    expect(sockets).toHaveLength(2);
    await newest().opens();
    expect(newest().sentOf('auth')).toHaveLength(1);
  });

  test('each connection has a higher number', async () => {
    await newest().opens();
    newest().closes(1006);
    await vi.advanceTimersByTimeAsync(2_500);
    await newest().opens();
    const numbers = await Promise.all(
      sockets.map(async (socket) => (await verify(String(socket.sentOf('auth')[0]?.proof), { typ: JWS.auth, kid: profile.address })).conn),
    );
    expect(numbers).toEqual([41, 42]);
  });
});

describe('a half-open connection', () => {
  test('is found by a ping that nothing answers', async () => {
    await newest().opens();
    await vi.advanceTimersByTimeAsync(25_000);
    expect(newest().sentOf('ping')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(9_999);
    expect(connection.state.phase).toBe('ready');
    await vi.advanceTimersByTimeAsync(1);
    expect(connection.state.phase).toBe('waiting');
    expect(newest().readyState).toBe(3);
  });

  test('any frame proves it alive', async () => {
    await newest().opens();
    await vi.advanceTimersByTimeAsync(25_000);
    newest().says({ type: 'resync' });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(connection.state.phase).toBe('ready');
  });

  test('is doubted when the network changes', async () => {
    await newest().opens();
    nudge();
    expect(newest().sentOf('ping')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(connection.state.phase).toBe('waiting');
  });
});

describe('requests', () => {
  test('resolve with the frame that carries their id', async () => {
    await newest().opens();
    const first = connection.request({ type: 'msg:typing', to: 'b', on: true });
    const second = connection.request({ type: 'token' });
    const [one, two] = newest().sent.slice(-2);
    newest().says({ type: 'token', re: two?.id, token: 't2', tokenExpiresAt: 5 });
    newest().says({ type: 'ok', re: one?.id });
    expect(await first).toEqual({ type: 'ok', re: one?.id });
    expect(await second).toMatchObject({ token: 't2' });
  });

  test('reject with the server’s error', async () => {
    await newest().opens();
    const answer = connection.request({ type: 'token' });
    newest().says({ type: 'error', re: newest().sent.at(-1)?.id, code: 'rate_limited', message: 'slow', retryable: true, retryAfterMs: 7 });
    await expect(answer).rejects.toMatchObject({ code: 'rate_limited', retryable: true, retryAfterMs: 7 });
  });

  test('reject when nothing answers, and when the connection goes', async () => {
    await newest().opens();
    const slow = expect(connection.request({ type: 'token' }, 3_000)).rejects.toMatchObject({ code: 'timeout' });
    await vi.advanceTimersByTimeAsync(3_000);
    await slow;
    const cut = expect(connection.request({ type: 'token' })).rejects.toMatchObject({ code: 'offline' });
    newest().closes(1006);
    await cut;
  });

  test('messages and receipts keep to the server’s limit, calls never wait', async () => {
    await newest().opens();
    for (let seq = 1; seq <= 100; seq++) {
      void connection.request({ type: 'msg:read', conversation: `c${seq}`, to: 'b', upTo: 1 }).catch(() => undefined);
    }
    void connection.request({ type: 'call:end', call: 'c', peer: 'b' }).catch(() => undefined);
    expect(newest().sentOf('msg:read')).toHaveLength(40);
    expect(newest().sentOf('call:end')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(newest().sentOf('msg:read').map((frame) => frame.conversation)).toEqual(Array.from({ length: 100 }, (_, at) => `c${at + 1}`));
  });

  test('a frame above the server’s limit is refused here, and the socket stays', async () => {
    await newest().opens();
    const answer = connection.request({ type: 'msg:send', to: 'b', clientId: 'c', kind: 'text', body: 'ü'.repeat(40_000) });
    await expect(answer).rejects.toMatchObject({ code: 'frame_too_large', retryable: false });
    expect(newest().sentOf('msg:send')).toEqual([]);
  });
});

describe('frames', () => {
  test('reach listeners in order; unknown and malformed ones do not, and change nothing', async () => {
    const heard: string[] = [];
    const marks = vi.spyOn(console, 'debug').mockImplementation(() => undefined);
    connection.on((frame) => heard.push(frame.type));
    connection.onReady(() => heard.push('(ready)'));
    await newest().opens();
    for (const said of ['{"type":"weather"}', '{', '{"type":"pong"}', '{"type":"resync"}']) newest().says(said);
    expect(heard).toEqual(['hello', '(ready)', 'ready', 'resync']);
    expect(connection.state.phase).toBe('ready');
    expect(marks).toHaveBeenCalledTimes(3);
  });

  test('a listener that throws does not keep them from the next', async () => {
    vi.stubGlobal('reportError', vi.fn());
    const heard = vi.fn();
    connection.on(() => {
      throw new Error('broken');
    });
    connection.on(heard);
    await newest().opens();
    expect(heard).toHaveBeenCalled();
    vi.unstubAllGlobals();
  });
});

describe('the api', () => {
  const answers = (...responses: Response[]) => {
    const fetched = vi.fn<typeof fetch>();
    for (const response of responses) fetched.mockResolvedValueOnce(response);
    vi.stubGlobal('fetch', fetched);
    return fetched;
  };
  const tokenOf = (fetched: ReturnType<typeof answers>, call: number) => new Headers(fetched.mock.calls[call]?.[1]?.headers).get('Authorization');

  afterEach(() => vi.unstubAllGlobals());

  test('gets the token, and a new one before the old one ends', async () => {
    const fetched = answers(new Response('{}'), new Response('{}'));
    await newest().opens();
    await connection.fetchApi('/api/calls');
    expect(tokenOf(fetched, 0)).toBe('Bearer t1');
    await vi.advanceTimersByTimeAsync(20_000);
    newest().says({ type: 'pong', time: 1 });
    vi.setSystemTime(Date.now() + 560_000);
    const answer = connection.fetchApi('/api/calls');
    await vi.waitFor(() => expect(newest().sentOf('token')).toHaveLength(1));
    newest().says({ type: 'token', re: newest().sentOf('token')[0]?.id, token: 't2', tokenExpiresAt: Date.now() + 600_000 });
    await answer;
    expect(tokenOf(fetched, 1)).toBe('Bearer t2');
  });

  test('tries once more with a new token after 401', async () => {
    const fetched = answers(new Response('', { status: 401 }), new Response('{}'));
    await newest().opens();
    const answer = connection.fetchApi('/api/calls');
    await vi.waitFor(() => expect(newest().sentOf('token')).toHaveLength(1));
    newest().says({ type: 'token', re: newest().sentOf('token')[0]?.id, token: 't2', tokenExpiresAt: Date.now() + 600_000 });
    expect((await answer).ok).toBe(true);
    expect(tokenOf(fetched, 1)).toBe('Bearer t2');
  });

  test('turns problem+json into the error it names', async () => {
    answers(new Response('{"code":"bad_address","detail":"no","status":400}', { status: 400 }), new Response('oops', { status: 502 }));
    await newest().opens();
    await expect(connection.fetchApi('/api/contacts/x')).rejects.toMatchObject({ code: 'bad_address', retryable: false });
    await expect(connection.fetchApi('/api/contacts/x')).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  });

  test('says offline when the network fails', async () => {
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('failed')));
    await newest().opens();
    await expect(connection.fetchApi('/api/calls')).rejects.toMatchObject({ code: 'offline' });
  });
});
