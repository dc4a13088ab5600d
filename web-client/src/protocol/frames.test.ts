import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMON } from '../testing/vectors';
import { decodeClientFrame, decodeServerFrame } from './frames';

const folder = join(COMMON, 'golden/wire');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const typesOf = (side: string) =>
  new Set(
    files
      .filter((name) => name.startsWith(side))
      .map((name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { type: string }).type),
  );

describe('golden frames', () => {
  test.each(files)('%s is read with every member it has', (name) => {
    const json = readFileSync(join(folder, name), 'utf8');
    const decode = name.startsWith('server-') ? decodeServerFrame : decodeClientFrame;
    expect(decode(json)).toEqual({ kind: 'frame', frame: JSON.parse(json) as unknown });
  });

  test('there is one for every frame of the first chapters', () => {
    expect([...typesOf('server-')].sort()).toEqual([
      'call:accepted', 'call:ended', 'call:incoming', 'call:progress', 'call:state', 'drain', 'error', 'hello', 'msg:ack',
      'msg:delivered', 'msg:incoming', 'msg:read', 'msg:typing', 'ok', 'pong', 'ready', 'resync', 'token', 'webrtc:answer',
      'webrtc:ice', 'webrtc:offer',
    ]);
    expect([...typesOf('client-')]).toEqual(expect.arrayContaining(['auth', 'call:init', 'call:accept', 'call:ack', 'msg:send']));
  });
});

describe('what does not fit', () => {
  test('an unknown type is told apart, so that it can be ignored', () => {
    expect(decodeServerFrame('{"type":"weather","sun":true}')).toEqual({ kind: 'unknown', type: 'weather' });
    expect(decodeServerFrame('{"type":"toString"}')).toEqual({ kind: 'unknown', type: 'toString' });
  });

  test('unknown members are dropped', () => {
    expect(decodeServerFrame('{"type":"pong","time":5,"mood":"fine"}')).toEqual({ kind: 'frame', frame: { type: 'pong', time: 5 } });
  });

  test('a word that a later server adds to an open set passes', () => {
    const json = '{"type":"call:ended","call":"c","n":1,"reason":"abducted","peer":"p"}';
    expect(decodeServerFrame(json)).toMatchObject({ kind: 'frame', frame: { reason: 'abducted' } });
  });

  test.each([
    ['not JSON', '{'],
    ['no object', '[]'],
    ['no type', '{"time":1}'],
    ['a type that is no string', '{"type":7}'],
    ['a missing member', '{"type":"pong"}'],
    ['a number in words', '{"type":"pong","time":"1"}'],
    ['a broken number', '{"type":"pong","time":1.5}'],
    ['a word outside a closed set', '{"type":"call:incoming","call":"c","n":1,"peer":"p","intent":"i","media":"smell","known":true,"remainingMs":1,"expiresAt":1}'],
    ['a list with a stranger in it', '{"type":"webrtc:ice","call":"c","n":1,"peer":"p","gen":1,"candidates":[{"candidate":"x"},5]}'],
    ['nothing', ''],
  ])('%s is malformed', (_, json) => {
    expect(decodeServerFrame(json)).toMatchObject({ kind: 'malformed' });
  });

  test('the reason names the member and not what it held', () => {
    const json = '{"type":"webrtc:offer","call":"c","n":1,"peer":"p","gen":"secret","sdp":"v=0","proof":"x"}';
    expect(decodeServerFrame(json)).toEqual({ kind: 'malformed', reason: 'webrtc:offer: gen must be an integer' });
  });
});
