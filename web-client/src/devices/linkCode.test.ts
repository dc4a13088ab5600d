import { describe, expect, it } from 'vitest';
import { checkNumberOf } from './checkNumber';
import { deviceName } from './describe';
import { linkCodeOf, linkUrlOf, shownCode } from './linkCode';

const KEY = 'oQ3tn1Zc0GQ0bJrQ3aWmLDe8T7vVqcSkrDrl8l5bJ2E';
const DEVICE = '1b4e28ba-2fa1-4d2e-883f-0016d3cca427';

describe('a code', () => {
  it.each(['7KQ2M9XV4T', '7kq2m-9xv4t', ' 7KQ2M 9XV4T ', '7KQ2M\n9XV4T'])('is read from %j', (text) => {
    expect(linkCodeOf(text)).toEqual({ code: '7KQ2M9XV4T', key: '' });
  });

  it('takes letters for the digits that they look like', () => {
    expect(linkCodeOf('IlO00-00000')).toEqual({ code: '1100000000', key: '' });
  });

  it.each(['', '7KQ2M9XV4', '7KQ2M9XV4TT', '7KQ2M9XV4U', 'call:7KQ2M9XV4T', 'https://example.org/7KQ2M9XV4T'])('is not %j', (text) => {
    expect(linkCodeOf(text)).toBeUndefined();
  });

  it('is shown in two halves, which are read again', () => {
    expect(shownCode('7KQ2M9XV4T')).toBe('7KQ2M-9XV4T');
    expect(linkCodeOf(shownCode('7KQ2M9XV4T'))?.code).toBe('7KQ2M9XV4T');
  });

  it('travels with its key in a link, also within a sentence', () => {
    globalThis.location = { origin: 'https://callvault.example' } as Location;
    const link = { code: '7KQ2M9XV4T', key: KEY };
    expect(linkUrlOf(link)).toBe(`https://callvault.example/#/link/7KQ2M9XV4T?key=${KEY}`);
    expect(linkCodeOf(linkUrlOf(link))).toEqual(link);
    expect(linkCodeOf(`Link it: ${linkUrlOf(link)} please`)).toEqual(link);
    expect(linkCodeOf('https://callvault.example/#/link/7KQ2M9XV4T?key=short')).toBeUndefined();
  });
});

describe('the check number', () => {
  it('is that of docs/protocol.md', async () => {
    expect(await checkNumberOf(KEY, DEVICE)).toEqual(['146', '814', '942']);
  });

  it('is another for another key, and for another device', async () => {
    const number = await checkNumberOf(KEY, DEVICE);
    expect(await checkNumberOf(KEY.replace('o', 'p'), DEVICE)).not.toEqual(number);
    expect(await checkNumberOf(KEY, DEVICE.replace('1', '2'))).not.toEqual(number);
  });
});

describe('a device’s first name', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0', 'Firefox · Linux'],
    ['Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36', 'Chrome · Android'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1', 'Safari · iPhone'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0', 'Edge · Windows'],
    ['curl/8', ''],
  ])('of %s', (userAgent, name) => {
    expect(deviceName(userAgent)).toBe(name);
  });
});
