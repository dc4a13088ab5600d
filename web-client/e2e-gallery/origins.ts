const named = (name: 'GALLERY_ORIGIN' | 'CLIENT_ORIGIN'): string => {
  const origin = process.env[name];
  if (origin === undefined) throw new Error(`there is no ${name}: run this with gallery.config.ts`);
  return origin;
};

/** Every state of every screen, with made-up people. */
export const galleryOrigin = (): string => named('GALLERY_ORIGIN');

/** The client as it is shipped, without a server behind it. */
export const clientOrigin = (): string => named('CLIENT_ORIGIN');
