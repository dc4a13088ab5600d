/** A name within a sentence, in its own direction, so that it does not turn the sentence around (Unicode FSI and PDI). */
export const isolated = (name: string): string => `\u2068${name}\u2069`;
