import * as Dropdown from '@radix-ui/react-dropdown-menu';
import { type RefObject, useSyncExternalStore } from 'react';
import { go } from '../../app/router';
import { useStore } from '../../app/useStore';
import { preferences } from '../../settings/preferences';
import { Icon } from '../../ui/Icon';
import { words } from '../../words';
import type { Device } from '../devices';
import type { Scene } from '../participation';
import type { CallStore } from '../store';
import { CallButton } from './CallButton';

interface Props {
  readonly store: CallStore;
  readonly scene: Scene;
  readonly picture: RefObject<HTMLVideoElement | null>;
}

/** Which devices are used, and what else can be done with the picture. */
export function OptionsMenu({ store, scene, picture }: Props) {
  const { microphone, camera, speaker } = useStore(preferences);
  const { microphones, cameras, speakers } = scene.devices;
  return (
    <Dropdown.Root modal={false}>
      <Dropdown.Trigger asChild>
        <CallButton icon="more" label={words.call.options} />
      </Dropdown.Trigger>
      {/* Not at the end of the page: it belongs to the call, also in full screen. */}
      <Dropdown.Content className="menu call-menu" side="top" align="center" sideOffset={8} collisionPadding={8}>
        <Views scene={scene} picture={picture} />
        <Dropdown.Item className="menu-item" onSelect={() => go({ screen: 'settings', section: 'media' })}>
          <Icon name="speaker" size={20} />
          {words.call.checks.media}
        </Dropdown.Item>
        <Devices title={words.call.microphone} devices={microphones} chosen={microphone} choose={(id) => store.useMicrophone(id)} />
        <Devices title={words.call.camera} devices={cameras} chosen={camera} choose={(id) => store.useCamera(id)} />
        <Devices title={words.call.speaker} devices={speakers} chosen={speaker} choose={(id) => preferences.set('speaker', id)} />
      </Dropdown.Content>
    </Dropdown.Root>
  );
}

function Devices({ title, devices, chosen, choose }: { title: string; devices: readonly Device[]; chosen: string; choose: (id: string) => void }) {
  const options = [{ id: '', label: words.call.chosenByBrowser }, ...devices];
  // A device that is not there now is remembered, and the browser chooses meanwhile.
  const value = options.some(({ id }) => id === chosen) ? chosen : '';
  return (
    <>
      <Dropdown.Label className="menu-title">{title}</Dropdown.Label>
      <Dropdown.RadioGroup value={value} onValueChange={choose} aria-label={title}>
        {options.map(({ id, label }) => (
          <Dropdown.RadioItem key={id} value={id} className="menu-item">
            <span className="menu-mark">
              <Dropdown.ItemIndicator>
                <Icon name="check" size={20} />
              </Dropdown.ItemIndicator>
            </span>
            <bdi>{label}</bdi>
          </Dropdown.RadioItem>
        ))}
      </Dropdown.RadioGroup>
    </>
  );
}

const onFullScreen = (changed: () => void): (() => void) => {
  document.addEventListener('fullscreenchange', changed);
  return () => document.removeEventListener('fullscreenchange', changed);
};

function Views({ scene, picture }: Pick<Props, 'scene' | 'picture'>) {
  const full = useSyncExternalStore(onFullScreen, () => document.fullscreenElement !== null);
  const canFloat = scene.remotePicture && document.pictureInPictureEnabled;
  const toggle = () => void (full ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => undefined);
  return (
    <>
      {document.fullscreenEnabled && (
        <Dropdown.Item className="menu-item" onSelect={toggle}>
          <Icon name="expand" size={20} />
          {full ? words.call.leaveFullScreen : words.call.fullScreen}
        </Dropdown.Item>
      )}
      {canFloat && (
        <Dropdown.Item className="menu-item" onSelect={() => void picture.current?.requestPictureInPicture().catch(() => undefined)}>
          <Icon name="pip" size={20} />
          {words.call.pictureInPicture}
        </Dropdown.Item>
      )}
    </>
  );
}
