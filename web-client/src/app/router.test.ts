import { describe, expect, test } from 'vitest';
import { vectors } from '../testing/vectors';
import { hrefOf, type Route, routeOf } from './router';

describe('addresses of screens', () => {
  test.each<Route>([
    { screen: 'chats' },
    { screen: 'people' },
    { screen: 'settings' },
    { screen: 'chat', peer: vectors.a.address },
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
