import { useState } from 'react';
import { cameFrom, type Route, shareLinkOf } from '../../app/router';
import { useSession } from '../../app/sessionContext';
import { useStore } from '../../app/useStore';
import { BackLink } from '../../ui/BackLink';
import { Icon } from '../../ui/Icon';
import { words } from '../../words';
import { QrCode } from './QrCode';
import { useCopy } from './useCopy';

/** This person's own link and address, to be given away. */
export function MyCard() {
  const { contacts, link } = useSession();
  const { myName } = useStore(contacts);
  const { said, copy } = useCopy();
  // It is asked for on several screens, and on a phone "back" must not lead to another one than that.
  const [back] = useState<Route>(() => cameFrom() ?? { screen: 'people' });
  const url = shareLinkOf(link.address, myName);
  return (
    <>
      <header className="pane-head">
        <BackLink to={back} />
        <h1>{words.mine.title}</h1>
      </header>
      <div className="scroll padded">
        <div className="my-card">
          <QrCode text={url} label={words.mine.code(myName)} />
          <p className="person-name" dir="auto">
            {myName}
          </p>
          <p className="address" dir="ltr" title={words.mine.address}>
            {link.address}
          </p>
        </div>
        <p className="centred muted">{words.mine.text}</p>
        <div className="buttons centred-buttons">
          <button type="button" className="primary" onClick={() => copy(url)}>
            <Icon name="copy" size={20} />
            {words.mine.copy}
          </button>
          {'share' in navigator && (
            // Somebody who closes the system's sheet has changed their mind, and knows it.
            <button type="button" onClick={() => void navigator.share({ title: words.appName, url }).catch(() => undefined)}>
              <Icon name="share" size={20} />
              {words.mine.share}
            </button>
          )}
          <button type="button" onClick={() => copy(link.address)}>
            {words.mine.copyAddress}
          </button>
        </div>
        <p role="status" className="hint centred told">
          {said}
        </p>
      </div>
    </>
  );
}
