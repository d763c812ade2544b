"""What fails is told with the classes, numbers and texts of Linux."""

import errno
import os

SHIM = '/lib/python3.14/site-packages/classroom/'

# name: (number, text) as glibc has them on x86-64.
LINUX = {
    'EPERM': (1, 'Operation not permitted'),
    'ENOENT': (2, 'No such file or directory'),
    'ESRCH': (3, 'No such process'),
    'EINTR': (4, 'Interrupted system call'),
    'EIO': (5, 'Input/output error'),
    'ENXIO': (6, 'No such device or address'),
    'E2BIG': (7, 'Argument list too long'),
    'ENOEXEC': (8, 'Exec format error'),
    'EBADF': (9, 'Bad file descriptor'),
    'ECHILD': (10, 'No child processes'),
    'EAGAIN': (11, 'Resource temporarily unavailable'),
    'ENOMEM': (12, 'Cannot allocate memory'),
    'EACCES': (13, 'Permission denied'),
    'EFAULT': (14, 'Bad address'),
    'EBUSY': (16, 'Device or resource busy'),
    'EEXIST': (17, 'File exists'),
    'EXDEV': (18, 'Invalid cross-device link'),
    'ENODEV': (19, 'No such device'),
    'ENOTDIR': (20, 'Not a directory'),
    'EISDIR': (21, 'Is a directory'),
    'EINVAL': (22, 'Invalid argument'),
    'ENFILE': (23, 'Too many open files in system'),
    'EMFILE': (24, 'Too many open files'),
    'ENOTTY': (25, 'Inappropriate ioctl for device'),
    'EFBIG': (27, 'File too large'),
    'ENOSPC': (28, 'No space left on device'),
    'ESPIPE': (29, 'Illegal seek'),
    'EROFS': (30, 'Read-only file system'),
    'EMLINK': (31, 'Too many links'),
    'EPIPE': (32, 'Broken pipe'),
    'EDOM': (33, 'Numerical argument out of domain'),
    'ERANGE': (34, 'Numerical result out of range'),
    'EDEADLK': (35, 'Resource deadlock avoided'),
    'ENAMETOOLONG': (36, 'File name too long'),
    'ENOLCK': (37, 'No locks available'),
    'ENOSYS': (38, 'Function not implemented'),
    'ENOTEMPTY': (39, 'Directory not empty'),
    'ELOOP': (40, 'Too many levels of symbolic links'),
    'EPROTO': (71, 'Protocol error'),
    'EOVERFLOW': (75, 'Value too large for defined data type'),
    'EILSEQ': (84, 'Invalid or incomplete multibyte or wide character'),
    'ENOTSOCK': (88, 'Socket operation on non-socket'),
    'EDESTADDRREQ': (89, 'Destination address required'),
    'EMSGSIZE': (90, 'Message too long'),
    'EPROTOTYPE': (91, 'Protocol wrong type for socket'),
    'ENOPROTOOPT': (92, 'Protocol not available'),
    'EPROTONOSUPPORT': (93, 'Protocol not supported'),
    'ESOCKTNOSUPPORT': (94, 'Socket type not supported'),
    'EOPNOTSUPP': (95, 'Operation not supported'),
    'EAFNOSUPPORT': (97, 'Address family not supported by protocol'),
    'EADDRINUSE': (98, 'Address already in use'),
    'EADDRNOTAVAIL': (99, 'Cannot assign requested address'),
    'ENETDOWN': (100, 'Network is down'),
    'ENETUNREACH': (101, 'Network is unreachable'),
    'ENETRESET': (102, 'Network dropped connection on reset'),
    'ECONNABORTED': (103, 'Software caused connection abort'),
    'ECONNRESET': (104, 'Connection reset by peer'),
    'ENOBUFS': (105, 'No buffer space available'),
    'EISCONN': (106, 'Transport endpoint is already connected'),
    'ENOTCONN': (107, 'Transport endpoint is not connected'),
    'ESHUTDOWN': (108, 'Cannot send after transport endpoint shutdown'),
    'ETIMEDOUT': (110, 'Connection timed out'),
    'ECONNREFUSED': (111, 'Connection refused'),
    'EHOSTDOWN': (112, 'Host is down'),
    'EHOSTUNREACH': (113, 'No route to host'),
    'EALREADY': (114, 'Operation already in progress'),
    'EINPROGRESS': (115, 'Operation now in progress'),
}
_SAME = {'EWOULDBLOCK': 'EAGAIN', 'ENOTSUP': 'EOPNOTSUPP', 'EDEADLOCK': 'EDEADLK'}
_CLASS = {
    'EPERM': PermissionError,
    'EACCES': PermissionError,
    'ENOENT': FileNotFoundError,
    'ESRCH': ProcessLookupError,
    'EINTR': InterruptedError,
    'ECHILD': ChildProcessError,
    'EAGAIN': BlockingIOError,
    'EALREADY': BlockingIOError,
    'EINPROGRESS': BlockingIOError,
    'EEXIST': FileExistsError,
    'ENOTDIR': NotADirectoryError,
    'EISDIR': IsADirectoryError,
    'EPIPE': BrokenPipeError,
    'ESHUTDOWN': BrokenPipeError,
    'ECONNABORTED': ConnectionAbortedError,
    'ECONNREFUSED': ConnectionRefusedError,
    'ECONNRESET': ConnectionResetError,
    'ETIMEDOUT': TimeoutError,
}

# What the interpreter's own file system uses, by its numbers.
_OWN = {getattr(errno, name): name for name in LINUX if hasattr(errno, name)}
_TEXT = {number: text for number, text in LINUX.values()}


def error(name, *rest):
    """The OSError of a POSIX word."""
    number, text = LINUX.get(name) or (22, name)
    return _CLASS.get(name, OSError)(number, text, *rest)


def of(answer):
    """The OSError of a call that failed."""
    if answer.get('timedOut'):
        return TimeoutError('timed out')
    return error(answer['failure'])


# Where Windows fails and Linux does not: only hosts of that kind answer so (`system: windows` in a lab).
_WINDOWS = {
    'ECONNRESET': (10054, 'An existing connection was forcibly closed by the remote host'),
    'EMSGSIZE': (
        10040,
        'A message sent on a datagram socket was larger than the internal message buffer or some other network limit, '
        'or the buffer used to receive a datagram into was smaller than the datagram itself',
    ),
}


def of_datagram(answer, receiving=True):
    """The same of a call on a UDP socket."""
    name = answer['failure']
    if receiving and name in _WINDOWS:
        return _CLASS.get(name, OSError)(*_WINDOWS[name])
    return of(answer)


def in_linux_numbers(one):
    """An OSError of the interpreter's own file system, with Linux's number and text; the same object."""
    name = _OWN.get(one.errno)
    if name is not None and type(one).__module__ == 'builtins' and not getattr(one, '_linux', False):
        one.args = one.errno, one.strerror = LINUX[name]
        one._linux = True
    return one


def renumbered(function):
    """A function of the system whose errors have Linux's numbers."""
    from functools import wraps

    @wraps(function)
    def call(*args, **named):
        try:
            return function(*args, **named)
        except OSError as problem:
            raise in_linux_numbers(problem) from problem.__cause__

    return call


_FILE_CALLS = (
    'access chmod chown link listdir lstat mkdir open read readlink remove rename replace rmdir scandir stat '
    'symlink truncate ftruncate unlink utime write close lseek fstat dup dup2'
).split()


def install():
    """Puts Linux's numbers where programs look."""
    import builtins
    import io

    for name, (number, _text) in LINUX.items():
        setattr(errno, name, number)
    for name, other in _SAME.items():
        setattr(errno, name, LINUX[other][0])
    errno.errorcode.clear()
    errno.errorcode.update({number: name for name, (number, _text) in LINUX.items()})
    for name in _FILE_CALLS:
        if hasattr(os, name):
            setattr(os, name, renumbered(getattr(os, name)))
    os.supports_fd, os.supports_dir_fd, os.supports_follow_symlinks = set(), set(), set(os.supports_follow_symlinks)
    os.strerror = lambda number: _TEXT.get(number, f'Unknown error {number}')
    builtins.open = io.open = renumbered(io.open)
