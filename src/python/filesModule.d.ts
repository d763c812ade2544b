// The module that scripts/python.mjs makes: where the interpreter's files are.

declare module 'virtual:python' {
  /** The folder of Pyodide's files, with a slash at its end: an address in the page, a path in Node. */
  export const indexURL: string;
  /** The standard library, compiled. */
  export const library: string;
  /** Of Pyodide and of how the library is compiled: never of two contents. */
  export const version: string;
  /** The names of all files in the folder. */
  export const files: readonly string[];
  /** What is fetched with progress, and how much it is. */
  export const octets: { readonly wasm: number; readonly library: number };
  /** What Pyodide is to take for its list of packages: none. */
  export const lock: import('pyodide').Lockfile;
}
