// What is said of a file with which something cannot be done (strerror, glibc).

import type { FileFailure } from './files.ts';

const texts: Readonly<Record<FileFailure, string>> = {
  EACCES: 'Permission denied',
  EEXIST: 'File exists',
  EINVAL: 'Invalid argument',
  EISDIR: 'Is a directory',
  ENAMETOOLONG: 'File name too long',
  ENOENT: 'No such file or directory',
  ENOSPC: 'No space left on device',
  ENOTDIR: 'Not a directory',
  ENOTEMPTY: 'Directory not empty',
};

export const failureText = (failure: FileFailure): string => texts[failure];
