import { describe, expect, test } from 'vitest';
import { vectors } from '../testing/vectors';
import { hrefOf, type Route, routeOf } from './router';

describe('addresses of screens', () => {
  test.each<Route>([
    { screen: 'chats' },
    { screen: 'archived' },
    { screen: 'people' },
    { screen: 'calls' },
    { screen: 'call', call: '018f2f3e-7c3a-7cc0-8f00-2b3c4d5e6f70' },
    { screen: 'person', address: vectors.a.address },
    { screen: 'scan' },
    { screen: 'link', code: '', key: '' },
    { screen: 'link', code: '0123456789', key: '' },
    { screen: 'link', code: '0123456789', key: 'abc_-' },
    { screen: 'me' },
    { screen: 'settings' },
    { screen: 'settings', section: 'about' },
    { screen: 'chats', query: '' },
    { screen: 'chats', query: 'two words? & more' },
    { screen: 'chat', peer: vectors.a.address },
    { screen: 'chat', peer: vectors.a.address, at: '018f2f3e-7c3a-7cc0-8f00-2b3c4d5e6f70', query: 'ä/b' },
    { screen: 'search', peer: vectors.a.address, query: '' },
    { screen: 'search', peer: vectors.a.address, query: '#1' },
    { screen: 'add', address: '', name: '' },
    { screen: 'add', address: vectors.a.address, name: 'Zoë & Ben?' },
  ])('$screen comes back', (route) => {
    expect(routeOf(hrefOf(route))).toEqual(route);
  });

  test.each(['', '#', '#/', '#/nowhere', '#/chat', '#/chat/'])('«%s» leads to the chats', (hash) => {
    expect(routeOf(hash)).toEqual({ screen: 'chats' });
  });

  test('broken escapes are no crash', () => {
    expect(routeOf('#/chat/%E0%A4%A')).toEqual({ screen: 'chat', peer: '%E0%A4%A' });
  });
});
