import type { ReactNode } from 'react';
import { words } from '../words';

/** A page with one thing to say, and perhaps one thing to do. */
export function FullPage({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <main className="full-page">
      <p className="brand">{words.appName}</p>
      <h1>{title}</h1>
      {text && <p>{text}</p>}
      {children}
    </main>
  );
}
