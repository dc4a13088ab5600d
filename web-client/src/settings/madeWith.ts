/** What is in the page that others wrote; a test keeps it the same as package.json. */
export const MADE_WITH = [
  { name: 'React', of: ['react', 'react-dom'], licence: 'MIT' },
  { name: 'Radix UI', of: ['@radix-ui/react-dialog', '@radix-ui/react-dropdown-menu', '@radix-ui/react-switch'], licence: 'MIT' },
  { name: 'Dexie.js', of: ['dexie'], licence: 'Apache-2.0' },
  { name: 'jose', of: ['jose'], licence: 'MIT' },
  { name: 'noble-ed25519', of: ['@noble/ed25519'], licence: 'MIT' },
  { name: 'qr', of: ['qr'], licence: '(MIT OR Apache-2.0)' },
  { name: 'Virtua', of: ['virtua'], licence: 'MIT' },
] as const;
