// The Python side of the interpreter, as text: a package that stands among its modules.

const texts: Record<string, string> = import.meta.glob('./shim/*.py', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Where the package stands. */
export const PACKAGE = 'classroom';

/** Names of its files, and what is in them. */
export const shim: readonly [name: string, text: string][] = Object.keys(texts)
  .sort()
  .map((path) => [path.slice(path.lastIndexOf('/') + 1), texts[path]!]);
