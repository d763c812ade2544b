// What a reader of human-written text reports: either a value, or every mistake at once with its place.

/** One mistake in a file that a person wrote. Line and column count from 1. */
export interface FileError {
  file: string;
  line: number;
  column: number;
  /** What is wrong, in one sentence that starts with the thing at fault. */
  message: string;
  /** What would be right. */
  hint?: string;
}

export type Result<T> = { ok: true; value: T; warnings?: FileError[] } | { ok: false; errors: FileError[] };

/** `file:line:column message (hint)`: one line, as compilers write it. */
export function formatFileError(e: FileError): string {
  return `${e.file}:${e.line}:${e.column} ${e.message}${e.hint ? ` (${e.hint})` : ''}`;
}
