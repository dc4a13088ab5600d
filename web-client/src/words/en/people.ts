/** Who one knows, and oneself to be known by. */
export const people = {
  people: {
    title: 'People',
    add: 'Add person',
    empty: 'Nobody here yet.',
    remove: (name: string) => `Remove ${name}`,
    removeShort: 'Remove',
    sureRemove: (name: string) => `Remove ${name} from your people? The conversation stays.`,
    noName: 'No name',
  },

  add: {
    title: 'Add person',
    address: 'Address',
    addressHint: 'Paste their link or their address. It begins with call:',
    name: 'Name for them',
    submit: 'Add person',
    working: 'Adding…',
    bad: 'This is not an address. Copy the whole link or address and paste it again.',
    self: 'This is your own address. Ask the other for theirs.',
    noName: 'Please give them a name.',
  },

  mine: {
    title: 'Your link',
    text: 'Whoever opens it can add you, call you and write to you.',
    address: 'Your own',
    copy: 'Copy link',
    copyAddress: 'Copy address',
    copied: 'Copied',
    notCopied: 'The browser did not let us copy. Select the text and copy it yourself.',
    share: 'Share link',
  },
};
