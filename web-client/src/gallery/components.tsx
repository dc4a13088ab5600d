import { type ReactNode, useEffect, useRef } from 'react';
import { Avatar } from '../ui/Avatar';
import { BackLink } from '../ui/BackLink';
import { Choice } from '../ui/Choice';
import { Confirm } from '../ui/Confirm';
import { Empty } from '../ui/Empty';
import { Field, Problem } from '../ui/Field';
import { Icon, ICONS } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { Menu, type MenuItem } from '../ui/Menu';
import { Sheet } from '../ui/Sheet';
import { Skeleton } from '../ui/Skeleton';
import { Toggle } from '../ui/Toggle';
import { somebody } from './cast';
import type { Entries } from './entry';

const nothing = () => undefined;

const ITEMS: readonly MenuItem[] = [
  { label: 'Copy', icon: 'copy', onSelect: nothing },
  { label: 'Change the name that this person has here', icon: 'edit', onSelect: nothing },
  { label: 'Remove', icon: 'trash', danger: true, onSelect: nothing },
];

const SIZES = ['s', 'm', 'l', 'xl'] as const;
const THEMES = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

function Sample({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="gallery sample">
      <h1>{title}</h1>
      {children}
    </main>
  );
}

/** Opens the menu in it as somebody at the keyboard would. */
function Opened({ children }: { children: ReactNode }) {
  const around = useRef<HTMLDivElement>(null);
  useEffect(() => {
    around.current?.querySelector('button')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  }, []);
  return <div ref={around}>{children}</div>;
}

const Buttons = ({ disabled }: { disabled: boolean }) => (
  <p className="buttons">
    <button type="button" className="primary" disabled={disabled}>Start</button>
    <button type="button" disabled={disabled}>Cancel</button>
    <button type="button" className="quiet" disabled={disabled}>I have a recovery file</button>
    <button type="button" className="danger" disabled={disabled}>Remove</button>
  </p>
);

export const components: Entries = {
  'components/buttons': {
    draw: () => (
      <Sample title="Buttons">
        <Buttons disabled={false} />
        <Buttons disabled />
        <p className="buttons">
          <a className="button" href="#/chats">A link</a>
          <a className="button primary" href="#/add">Add person</a>
        </p>
        <BackLink to={{ screen: 'chats' }} />
        <p>
          A sentence with <a href="#/me">a link</a> in it.
        </p>
      </Sample>
    ),
  },
  'components/icons': {
    draw: () => (
      <Sample title="Icons">
        <p className="buttons">
          {ICONS.map((name) => (
            <IconButton key={name} icon={name} label={name} />
          ))}
          <IconButton icon="send" label="Send nothing" disabled />
        </p>
        <p className="buttons">
          {ICONS.map((name) => (
            <Icon key={name} name={name} size={20} />
          ))}
        </p>
      </Sample>
    ),
  },
  'components/fields': {
    draw: () => (
      <Sample title="Fields">
        <Field label="Your name" defaultValue={somebody(0).name} dir="auto" />
        <Field label="Empty" placeholder="Search" />
        <Field label="With a hint" hint="Others see it when you call. You can change it later." />
        <Field label="With a problem" hint="Paste their link or their address." problem="This is not an address." defaultValue="call:" />
        <Field label="Disabled" defaultValue="Cannot be changed" disabled />
        <Problem text="The server is busy. Please try again in a moment." />
      </Sample>
    ),
  },
  'components/toggles': {
    draw: () => (
      <Sample title="Toggles">
        <Toggle label="Off" on={false} onChange={nothing} />
        <Toggle label="On" on onChange={nothing} />
        <Toggle label="Show when I have read a message" hint="Off: you do not see it of others either." on onChange={nothing} />
      </Sample>
    ),
  },
  'components/choice': {
    draw: () => (
      <Sample title="Choice">
        <Choice title="Colours" options={THEMES} value="light" onChange={nothing} />
        <Choice
          title="Many, and long ones"
          options={Array.from({ length: 6 }, (_, number) => ({ value: String(number), label: somebody(number).name }))}
          value="5"
          onChange={nothing}
        />
      </Sample>
    ),
  },
  'components/menu': {
    draw: () => (
      <Sample title="Menu">
        <Opened>
          <Menu label="More" items={ITEMS} />
        </Opened>
      </Sample>
    ),
  },
  'components/sheet': {
    draw: () => (
      <Sample title="Behind the sheet">
        <Buttons disabled={false} />
        <Sheet title="Something to read before going on" text="It says what will happen, and what else there is to do." onClose={nothing}>
          <Field label="With a field" />
          <button type="button" className="primary">Go on</button>
        </Sheet>
      </Sample>
    ),
  },
  'components/sheet-long': {
    draw: () => (
      <Sample title="Behind the sheet">
        <Sheet title={`Everything about ${somebody(5).name}`} onClose={nothing}>
          {Array.from({ length: 30 }, (_, line) => (
            <p key={line}>{somebody(line).name}</p>
          ))}
        </Sheet>
      </Sample>
    ),
  },
  'components/confirm': {
    draw: () => (
      <Sample title="Behind the question">
        <Confirm title={`Remove ${somebody(5).name}?`} text="The conversation stays." action="Remove" onConfirm={nothing} onClose={nothing} />
      </Sample>
    ),
  },
  'components/empty': {
    draw: () => (
      <Sample title="Nothing here">
        <Empty icon="people" title="Nobody here yet" text="Add somebody by their link, or send them yours.">
          <button type="button" className="primary">Add person</button>
        </Empty>
        <Empty icon="calls" title="No calls yet" />
      </Sample>
    ),
  },
  'components/skeleton': {
    draw: () => (
      <Sample title="On its way">
        <Skeleton />
      </Sample>
    ),
  },
  'components/avatars': {
    draw: () => (
      <Sample title="Avatars">
        {SIZES.map((size) => (
          <p key={size} className="buttons">
            {Array.from({ length: 8 }, (_, number) => (
              <Avatar key={number} {...somebody(number)} size={size} />
            ))}
          </p>
        ))}
        {/* Every colour: an address of one letter more is one hue further. */}
        <p className="buttons">
          {Array.from({ length: 8 }, (_, hue) => (
            <Avatar key={hue} name={String(hue)} address={String.fromCharCode(64 + hue)} />
          ))}
          <Avatar name="" address="" />
        </p>
      </Sample>
    ),
  },
  'components/badges': {
    draw: () => (
      <Sample title="Badges">
        <p className="buttons">
          <span className="badge">1</span>
          <span className="badge">27</span>
          <span className="badge">99+</span>
        </p>
        <p className="hint">A hint</p>
        <p className="address">{somebody(0).address}</p>
        <div className="card">
          <p>A card</p>
        </div>
      </Sample>
    ),
  },
};
