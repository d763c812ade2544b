// The words of POSIX's error numbers as the C library prints them (strerror, glibc).

const words: Record<string, string> = {
  ENETUNREACH: 'Network is unreachable',
  EHOSTUNREACH: 'No route to host',
  EMSGSIZE: 'Message too long',
  EACCES: 'Permission denied',
  EINVAL: 'Invalid argument',
  ENETDOWN: 'Network is down',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  EEXIST: 'File exists',
  ESRCH: 'No such process',
  ENODEV: 'No such device',
  ENOENT: 'No such file or directory',
  EOPNOTSUPP: 'Operation not supported',
  EADDRINUSE: 'Address already in use',
  EAGAIN: 'Resource temporarily unavailable',
  EALREADY: 'Operation already in progress',
  EBADF: 'Bad file descriptor',
  ECONNABORTED: 'Software caused connection abort',
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset by peer',
  EDESTADDRREQ: 'Destination address required',
  EFAULT: 'Bad address',
  EINPROGRESS: 'Operation now in progress',
  EISCONN: 'Transport endpoint is already connected',
  EMFILE: 'Too many open files',
  ENOPROTOOPT: 'Protocol not available',
  ENOSYS: 'Function not implemented',
  ENOTCONN: 'Transport endpoint is not connected',
  EPIPE: 'Broken pipe',
  EPROTO: 'Protocol error',
  ESOCKTNOSUPPORT: 'Socket type not supported',
  ETIMEDOUT: 'Connection timed out',
};

/** `Network is unreachable` for `ENETUNREACH`. */
export const errnoText = (code: string): string => words[code] ?? code;
