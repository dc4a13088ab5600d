import { words } from '../../words';

/** A page that is older than the server finds no more parts of itself there. */
export function NotLoaded() {
  return (
    <div className="card" role="alert">
      <p>{words.unusable.page.text}</p>
      <div className="buttons">
        <button type="button" onClick={() => location.reload()}>
          {words.unusable.again}
        </button>
      </div>
    </div>
  );
}
