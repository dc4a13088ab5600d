import { Fragment } from 'react';
import { piecesOf } from './links';

/** What somebody wrote, its links to be followed. Every piece is text: nothing of it becomes markup. */
export function RichText({ text }: { text: string }) {
  return piecesOf(text).map(({ text: shown, href }, at) =>
    href === undefined ? (
      <Fragment key={at}>{shown}</Fragment>
    ) : (
      <a key={at} href={href} target="_blank" rel="noopener noreferrer">
        {shown}
      </a>
    ),
  );
}
