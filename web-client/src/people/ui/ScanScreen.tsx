import { use, useEffect, useRef, useState } from 'react';
import { goInstead, hrefOf } from '../../app/router';
import { useStore } from '../../app/useStore';
import { BackLink } from '../../ui/BackLink';
import { Empty } from '../../ui/Empty';
import { Problem } from '../../ui/Field';
import { words } from '../../words';
import type { ScanState } from '../scanner';
import { ScannerContext } from './scannerContext';

/** Adds somebody by the code that they show, or lets a new device in by its. */
export function ScanScreen() {
  const create = use(ScannerContext);
  const [scanner] = useState(create);
  const state = useStore(scanner);
  const start = () => void scanner.start(goInstead);
  useEffect(() => {
    start();
    return () => scanner.dispose();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the scanner is the screen's own and never another
  }, [scanner]);
  return (
    <>
      <header className="pane-head">
        <BackLink to={{ screen: 'add', address: '', name: '' }} />
        <h1>{words.scan.title}</h1>
      </header>
      <div className="scroll padded scan">
        <Camera state={state} watch={scanner.watch} again={start} />
        <Problem text={state.remark && words.scan.remarks[state.remark]} />
        <div className="buttons centred-buttons">
          <PictureButton choose={(file) => void scanner.readFile(file)} />
          <a className="button quiet" href={hrefOf({ screen: 'add', address: '', name: '' })}>
            {words.scan.paste}
          </a>
        </div>
      </div>
    </>
  );
}

function Camera({ state, watch, again }: { state: ScanState; watch: (video?: HTMLVideoElement) => void; again: () => void }) {
  switch (state.camera) {
    case 'asking':
      return <Empty icon="video" title={words.scan.asking} text={words.scan.askingText} />;
    case 'looking':
      return (
        <div className="scan-view">
          <View stream={state.stream} watch={watch} />
          <p className="centred">
            <strong>{words.scan.aim}</strong> <span className="muted">{words.scan.aimText}</span>
          </p>
        </div>
      );
    default: {
      const { title, text } = words.scan.troubles[state.camera];
      return (
        <div role="alert">
          <Empty icon="videoOff" title={title} text={text}>
            <button type="button" className="primary" onClick={again}>
              {words.scan.again}
            </button>
          </Empty>
        </div>
      );
    }
  }
}

function View({ stream, watch }: { stream: MediaStream | undefined; watch: (video?: HTMLVideoElement) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = stream ?? null;
    watch(element);
    return () => {
      element.srcObject = null;
      watch();
    };
  }, [stream, watch]);
  return (
    <div className="scan-frame">
      <video ref={video} aria-label={words.scan.view} autoPlay muted playsInline />
      <span className="scan-aim" aria-hidden="true" />
    </div>
  );
}

function PictureButton({ choose }: { choose: (file: File) => void }) {
  return (
    <label className="button file-button">
      {words.scan.file}
      <input
        type="file"
        accept="image/*"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same picture again is a new try.
          event.target.value = '';
          if (file) choose(file);
        }}
      />
    </label>
  );
}
