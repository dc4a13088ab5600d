// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { skipToContent, useArrival } from './arrival';

let wide = false;

beforeEach(() => {
  wide = false;
  vi.stubGlobal('matchMedia', () => ({ matches: wide }));
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Panes({ href }: { href: string }) {
  const shell = useRef<HTMLDivElement>(null);
  const detail = href === '#/person/ben';
  useArrival(shell, href, detail);
  return (
    <div ref={shell} className="shell" data-detail={detail}>
      <section className="list-pane">
        <h1>People</h1>
        <a href="#/person/ana">Ana</a>
        <a href="#/person/ben">Ben</a>
      </section>
      <main className="detail-pane">{detail && <h1>Page of Ben</h1>}</main>
    </div>
  );
}

const focused = () => document.activeElement?.textContent;

describe('the focus', () => {
  test('goes to the heading of what was opened, and back to what opened it', () => {
    const { rerender } = render(<Panes href="#/people" />);
    screen.getByText('Ben').focus();
    rerender(<Panes href="#/person/ben" />);
    expect(focused()).toBe('Page of Ben');
    rerender(<Panes href="#/people" />);
    expect(focused()).toBe('Ben');
  });

  test('stays in the list where both stand side by side', () => {
    wide = true;
    const { rerender } = render(<Panes href="#/people" />);
    screen.getByText('Ben').focus();
    rerender(<Panes href="#/person/ben" />);
    expect(focused()).toBe('Ben');
  });

  test('goes to the heading even there when it would be nowhere', () => {
    wide = true;
    const { rerender } = render(<Panes href="#/people" />);
    rerender(<Panes href="#/person/ben" />);
    expect(focused()).toBe('Page of Ben');
  });

  test('skips to what the page is about', () => {
    const { container } = render(<Panes href="#/people" />);
    skipToContent(container.querySelector<HTMLElement>('.shell'));
    expect(focused()).toBe('People');
  });
});
