import { useState } from 'react';
import { shareLinkOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { BackLink } from '../../ui/BackLink';
import { words } from '../../words';

/** This person's own link and address, to be given away. */
export function MyCard() {
  const { contacts, link } = useSession();
  const { myName } = useStore(contacts);
  const [said, setSaid] = useState('');
  const url = shareLinkOf(link.address, myName);
  const copy = (text: string) => {
    navigator.clipboard.writeText(text).then(
      () => setSaid(words.mine.copied),
      () => setSaid(words.mine.notCopied),
    );
  };
  return (
    <>
      <header className="pane-head">
        <BackLink to={{ screen: 'people' }} />
        <h1>{words.mine.title}</h1>
      </header>
      <div className="scroll padded">
      <p>{words.mine.text}</p>
      <p className="address">{link.address}</p>
      <p className="buttons">
        <button onClick={() => copy(url)}>{words.mine.copy}</button>
        <button onClick={() => copy(link.address)}>{words.mine.copyAddress}</button>
        {'share' in navigator && (
          // Somebody who closes the system's sheet has changed their mind, and knows it.
          <button onClick={() => void navigator.share({ title: words.appName, url }).catch(() => undefined)}>{words.mine.share}</button>
        )}
      </p>
      <p role="status" className="hint">
        {said}
      </p>
      </div>
    </>
  );
}
