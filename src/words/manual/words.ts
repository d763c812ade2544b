// What the manual of a host's commands says in a language: the shape that `manual.en.ts` and `manual.zh-CN.ts` fill.

export interface ManualPage {
  /** What the command is for, in a line. */
  is: string;
  /** By the first spelling of each entry of the command's `options`. */
  options?: Readonly<Record<string, string>>;
  /** What can be seen on the wire; left out where nothing can. */
  wire?: string;
  /** What each of the command's examples does. */
  examples: readonly string[];
}

export interface ManualWords {
  headings: Readonly<Record<'name' | 'synopsis' | 'options' | 'wire' | 'examples' | 'see' | 'commands', string>>;
  /** Stands where a command puts nothing on the wire. */
  nothing: string;
  /** By command. */
  pages: Readonly<Record<string, ManualPage>>;
}
