import type { Day, Ring, UnknownCallers, WhoMayRing } from '../../policy/policy';
import type { Until } from '../../policy/quiet';
import { isolated } from '../isolated';

/** Something to choose, and what it means. */
interface Option {
  readonly label: string;
  readonly hint: string;
}

const who: Record<WhoMayRing, Option> = {
  everybody: { label: 'Everybody', hint: 'Whoever has your address can ring you.' },
  contacts_and_requests: { label: 'My people; others may ask', hint: 'Others do not ring. They leave a request to call, which you see in Calls.' },
  contacts: { label: 'Only my people', hint: 'Calls of others are refused without a ring.' },
};

const unknown: Record<UnknownCallers, Option> = {
  ring: { label: 'Rings', hint: 'As any other call, with a mark that you do not know them.' },
  ring_silently: { label: 'Rings without a sound', hint: 'You see the call and hear nothing.' },
  request: { label: 'Asks first', hint: 'It does not ring. They leave a request to call, which you see in Calls.' },
  refuse: { label: 'Is refused', hint: 'It does not ring. You find it in Calls.' },
};

const rings: Record<Ring, Option> = {
  usual: { label: 'As usual', hint: 'As for everybody whom you know.' },
  always: { label: 'Always', hint: 'Rings whatever else you have set.' },
  even_in_do_not_disturb: { label: 'Even in do not disturb', hint: 'Rings through do not disturb, but not outside your business hours.' },
  never: { label: 'Never', hint: 'Calls are refused. Messages still come.' },
};

const until: Record<Until, string> = {
  hour: 'For an hour',
  evening: 'Until this evening',
  morning: 'Until this morning',
  tomorrow_morning: 'Until tomorrow morning',
  open: 'Until I switch it off',
};

const days: Record<Day, { readonly short: string; readonly long: string }> = {
  mon: { short: 'Mon', long: 'Monday' },
  tue: { short: 'Tue', long: 'Tuesday' },
  wed: { short: 'Wed', long: 'Wednesday' },
  thu: { short: 'Thu', long: 'Thursday' },
  fri: { short: 'Fri', long: 'Friday' },
  sat: { short: 'Sat', long: 'Saturday' },
  sun: { short: 'Sun', long: 'Sunday' },
};

/** Who may make one ring, and when. */
export const policy = {
  policy: {
    everywhere: 'This counts on all of your devices, from the next call on.',
    unread: 'Your settings for calls could not be read.',
    again: 'Try again',
    saving: 'Saving…',
    unsaved: 'Not saved yet',
    unsavedText: (why: string) => `${why} Your change is kept while this page is open.`,
    offline: 'There is no connection. It is saved as soon as you are back.',
    drop: 'Undo my change',
    conflict: 'Another of your devices was first',
    conflictText: 'It changed these settings meanwhile. You see what holds now; your own change is kept and counts only if you say so.',
    useMine: 'Make my change, too',
    leave: 'Leave it as it is',
  },

  reach: {
    who: 'Who may ring',
    whoOptions: who,
    unknown: 'A call of somebody unknown',
    unknownOptions: unknown,
    unknownNow: (what: string) => `A call of somebody unknown: ${what}`,
    learn: 'Tell them what happens',
    learnHint: 'People whom you do not know see whether it rings, whether you declined, and why it does not ring. Off, they only see that nobody answers; that they have asked, they see either way.',
  },

  quiet: {
    off: 'Off. Calls ring.',
    on: 'On',
    onUntil: (end: string) => `On until ${end}`,
    weekly: (end: string) => `On, by your weekly times, until ${end}`,
    weeklyAlways: 'On, by your weekly times, all week',
    mark: 'Do not disturb',
    markUntil: (end: string) => `Do not disturb until ${end}`,
    what: 'While it is on, calls do not ring. You find them in Calls, and people whom you know read that you do not want to be disturbed.',
    whatWeekly: 'To be reachable now, change or remove the time below.',
    switchOff: 'Switch off',
    switchOn: 'Switch on',
    another: 'Change until when',
    until,
    second: 'A second call within 3 minutes may ring',
    secondHint: 'For what is urgent: whoever calls twice comes through.',
    weeklyTitle: 'Every week',
    weeklyEmpty: 'No times yet. Add the ones at which you always want quiet, such as nights.',
    through: 'They ring even so',
    throughNobody: 'Nobody. On the page of a person you can let them ring even in do not disturb.',
  },

  hours: {
    what: 'Calls ring within these hours only. Outside of them people whom you know read your message.',
    begin: 'Set business hours',
    on: 'Ring within the hours only',
    open: 'Calls ring now.',
    openUntil: (end: string) => `Calls ring now, until ${end}.`,
    closed: 'Calls do not ring now.',
    closedUntil: (begin: string) => `Calls do not ring now, until ${begin}.`,
    off: 'Off. Calls ring at any hour.',
    inForce: 'On',
    weeklyTitle: 'Hours',
    weeklyEmpty: 'No hours yet.',
    message: 'Message for callers outside of the hours',
    messageHint: (most: number) => `Such as when you are back. Up to ${most} characters.`,
    tooLong: (over: number) => (over === 1 ? '1 character too long.' : `${over} characters too long.`),
    save: 'Save message',
  },

  windows: {
    days,
    everyDay: 'Every day',
    range: (from: string, to: string) => `${from} to ${to}`,
    nextDay: (from: string, to: string) => `${from} to ${to} the next day`,
    span: (first: string, last: string) => `${first} to ${last}`,
    add: 'Add times',
    addTitle: 'Add times',
    changeTitle: 'Change times',
    change: (what: string) => `Change ${what}`,
    remove: (what: string) => `Remove ${what}`,
    onDays: 'On',
    from: 'From',
    to: 'To',
    overMidnight: 'It ends on the next day.',
    done: 'Done',
    full: 'There is no room for more. Remove one first.',
    no_day: 'Choose at least one day.',
    no_time: 'Fill in both times.',
    same_time: 'Beginning and end are the same. For a whole day take 00:00 to 00:00.',
    zone: 'Time zone',
    zoneText: (zone: string) => `These times go by the clock in ${isolated(zone)}.`,
    zoneOther: (zone: string, here: string) => `These times go by the clock in ${isolated(zone)}, not by that of this device (${isolated(here)}).`,
    zoneChange: 'Change time zone',
    zoneSearch: 'Search time zones',
    zoneHere: 'As on this device',
    zoneNothing: 'No such time zone. Search for a continent or a large city.',
  },

  blocked: {
    empty: 'Nobody is blocked',
    what: 'Somebody you block cannot ring you, and you do not see what they write. They are not told: to them it looks as if nobody answers.',
    list: 'People you have blocked',
    failed: 'The people you have blocked could not be read.',
    since: (date: string) => `Blocked on ${date}`,
    byRejections: (date: string) => `Blocked by itself on ${date}, after you declined their calls`,
    unblock: 'Unblock',
    unblockWho: (who: string) => `Unblock ${isolated(who)}`,
    unblocked: (who: string) => `${isolated(who)} is not blocked any more.`,
    unblockText: 'What they wrote meanwhile stays hidden.',
    byAddress: 'Block somebody',
    addressHint: 'Paste their link or address.',
    bad: 'There is no address in this. Copy the whole link or address and paste it again.',
    self: 'This is your own address.',
    full: 'There is no room for more. Unblock somebody first.',
    block: 'Block',
    blocking: 'Blocking…',
    sure: (who: string) => `Block ${isolated(who)}?`,
    isBlocked: 'You have blocked them',
    isBlockedText: 'They cannot ring you, and you do not see what they write.',
    auto: 'Block strangers by themselves',
    autoHint: 'After you declined so many of their calls within a day, with none taken in between.',
    autoNever: 'Never',
    autoAfter: (count: number) => (count === 1 ? 'After 1 call' : `After ${count} calls`),
  },

  exception: {
    title: 'When they call',
    options: rings,
    saved: 'Saved',
  },

  requests: {
    title: 'Requests to call',
    text: (count: number, when: string) => (count === 1 ? `Wanted to call you: ${when}` : `Wanted to call you ${count} times, last: ${when}`),
    label: (who: string) => `Request to call from ${isolated(who)}`,
    accept: 'Add to contacts and call back',
    acceptTitle: 'Add and call back',
    acceptAction: 'Add and call',
    name: 'Name for them',
    nameHint: 'Only you see it. From now on their calls ring as those of people you know.',
    working: 'Adding…',
    dismiss: 'Dismiss',
    count: (count: number) => (count === 1 ? '1 request to call' : `${count} requests to call`),
  },
};
