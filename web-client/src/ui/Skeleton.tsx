import { words } from '../words';

/** Rows that are on their way. Nothing is to be seen of it in the first 200 ms. */
export function Skeleton({ rows = 4, forCode = false }: { rows?: number; forCode?: boolean }) {
  return (
    <div className="skeleton" role="status" aria-label={words.loading} data-awaits-code={forCode || undefined}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="skeleton-row" aria-hidden="true">
          <span className="skeleton-round" />
          <span className="skeleton-lines" />
        </div>
      ))}
    </div>
  );
}
