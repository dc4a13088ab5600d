import type { ReactNode } from 'react';
import { words } from '../words';
import { Mark } from './Mark';

interface Props {
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
  /** Larger, for the first page that anybody sees. */
  readonly first?: boolean;
}

/** A page with one thing to say, and perhaps one thing to do. */
export function FullPage({ title, text, children, first = false }: Props) {
  return (
    <main className={first ? 'full-page first' : 'full-page'}>
      <div className="full-page-body">
        <p className="brand">
          <Mark size={first ? 64 : 36} />
          {words.appName}
        </p>
        <h1>{title}</h1>
        {text && <p className="full-page-text">{text}</p>}
        {children}
      </div>
    </main>
  );
}
