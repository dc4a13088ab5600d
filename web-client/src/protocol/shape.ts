/**
 * Small shapes that check a JSON value and give its TypeScript type, so that a frame is declared once for both.
 * A shape returns the value, or throws {@link ShapeError} with the path of the member that does not fit.
 * Members that a shape does not name are dropped: the protocol only ever adds.
 */
export type Shape<T> = (value: unknown, path: string) => T;

/** The type that a shape lets through. */
export type Of<S> = S extends Shape<infer T> ? T : never;

/** A value that does not fit; the message names the member and what it should have been, never its content. */
export class ShapeError extends Error {
  override name = 'ShapeError';
}

const fail = (path: string, expected: string): never => {
  throw new ShapeError(`${path} must be ${expected}`);
};

export const text: Shape<string> = (value, path) => (typeof value === 'string' ? value : fail(path, 'a string'));

export const flag: Shape<boolean> = (value, path) => (typeof value === 'boolean' ? value : fail(path, 'true or false'));

export const integer: Shape<number> = (value, path) =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : fail(path, 'an integer');

/** One of a closed set of words. */
export const oneOf =
  <const W extends string>(...words: W[]): Shape<W> =>
  (value, path) =>
    words.find((word) => word === value) ?? fail(path, words.join(' or '));

/** One of a set of words that a later server may extend; the type keeps the known ones for completion. */
export const openWord =
  <const W extends string>(...known: W[]): Shape<W | (string & {})> =>
  (value, path) =>
    known.find((word) => word === value) ?? text(value, path);

export const listOf =
  <T>(item: Shape<T>): Shape<T[]> =>
  (value, path) =>
    Array.isArray(value) ? value.map((each, at) => item(each, `${path}[${at}]`)) : fail(path, 'a list');

/** Present or `null`. */
export const orNull =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value, path) =>
    value === null ? null : shape(value, path);

/** Absent, or `null` which is read as absent. */
export const optional =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value, path) =>
    value === undefined || value === null ? undefined : shape(value, path);

type OptionalKeys<M> = { [K in keyof M]: undefined extends M[K] ? K : never }[keyof M];
type Members<M> = { [K in Exclude<keyof M, OptionalKeys<M>>]: M[K] } & { [K in OptionalKeys<M>]?: M[K] };
/** Shows an intersection as one object type in messages and completion. */
type Flat<T> = { [K in keyof T]: T[K] };

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const object =
  <S extends Record<string, Shape<unknown>>>(members: S): Shape<Flat<Members<{ [K in keyof S]: Of<S[K]> }>>> =>
  (value, path) => {
    if (!isObject(value)) return fail(path || 'the value', 'an object');
    const result: Record<string, unknown> = {};
    for (const [name, shape] of Object.entries(members)) {
      const read = shape(Object.hasOwn(value, name) ? value[name] : undefined, path ? `${path}.${name}` : name);
      if (read !== undefined) result[name] = read;
    }
    return result as Flat<Members<{ [K in keyof S]: Of<S[K]> }>>;
  };
