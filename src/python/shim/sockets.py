"""The class `_socket.socket`: sockets of the simulated host, under the standard library's own `socket` module."""

import struct

from . import errors, options, tracing
from .addresses import address_of, pair_of, text_of
from .clock import nanoseconds
from .door import ask, call, octets, running, state

AF_INET = 2
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_RDM, SOCK_SEQPACKET = 1, 2, 3, 4, 5
SOCK_NONBLOCK, SOCK_CLOEXEC = 0o4000, 0o2000000
MSG_OOB, MSG_PEEK, MSG_TRUNC, MSG_DONTWAIT, MSG_WAITALL = 1, 2, 0x20, 0x40, 0x100
_HOW = {0: 'read', 1: 'write', 2: 'both'}
_PROTOCOLS = {SOCK_STREAM: (0, 6), SOCK_DGRAM: (0, 17)}
_MOST = 2**31 - 1


def check_kind(family, kind, proto):
    """What Linux without IPv6 says of a socket that it cannot make for an ordinary user."""
    if family != AF_INET:
        raise errors.error('EAFNOSUPPORT')
    if kind == SOCK_RAW:
        raise errors.error('EPERM')
    if kind not in _PROTOCOLS:
        raise errors.error('ESOCKTNOSUPPORT')
    if proto not in _PROTOCOLS[kind]:
        raise errors.error('EPROTONOSUPPORT')


def _bytes(data):
    if type(data) is bytes:
        return data
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None


def _size(value, name):
    if not hasattr(value, '__index__'):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    value = value.__index__()
    if value < 0:
        raise ValueError(f'negative buffersize in {name}')
    return min(value, _MOST)


class socket:
    """A socket by its descriptor."""

    __slots__ = ('_fd', '_family', '_type', '_proto', '_patience', '_program', '_serial')

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        self._fd = -1
        program = self._program = state.current.program
        self._serial = program.next_number()
        family = AF_INET if family == -1 else int(family)
        kind = SOCK_STREAM if type == -1 else int(type)
        proto = 0 if proto == -1 else proto
        self._patience = program.default_patience
        if kind & SOCK_NONBLOCK:
            self._patience = 0
        kind &= ~(SOCK_NONBLOCK | SOCK_CLOEXEC)
        if fileno is None:
            check_kind(family, kind, proto)
            fd = call('socket', type='stream' if kind == SOCK_STREAM else 'datagram')['fd']
        else:
            fd = fileno
            if not isinstance(fd, int):
                raise TypeError(f"'{fd.__class__.__name__}' object cannot be interpreted as an integer")
            if fd < 0:
                raise ValueError('negative file descriptor')
            if type == -1:
                kind = call('getsockopt', fd=fd, option='SO_TYPE')['value']
        self._fd, self._family, self._type, self._proto = fd, family, kind, proto
        program.descriptors[fd] = program.descriptors.get(fd, 0) + 1

    family = property(lambda self: self._family)
    type = property(lambda self: self._type)
    proto = property(lambda self: self._proto)
    timeout = property(lambda self: self.gettimeout())

    def __hash__(self):
        return self._serial

    def __repr__(self):
        return f'<socket object, fd={self._fd}, family={self._family}, type={self._type}, proto={self._proto}>'

    def __del__(self):
        try:
            fd, self._fd = self._fd, -1
        except AttributeError:
            return
        if fd >= 0:
            self._program.release(fd)

    # Patience: None waits for ever, 0 not at all, else ns.

    def settimeout(self, value):
        if self._fd < 0:
            raise errors.error('EBADF')
        if value is None:
            self._patience = None
            return
        patience = nanoseconds(value)
        if patience < 0:
            raise ValueError('Timeout value out of range')
        self._patience = patience

    def gettimeout(self):
        return None if self._patience is None else self._patience / 1e9

    def setblocking(self, flag):
        self._patience = None if flag else 0

    def getblocking(self):
        return self._patience != 0

    def _call(self, name, data=None, flags=0, shown=None, **fields):
        fd = self._fd
        if fd < 0:
            raise errors.error('EBADF')
        patience = 0 if flags & MSG_DONTWAIT else self._patience
        if patience is not None:
            fields['timeout'] = patience
        answer = ask(name, data, shown, fd=fd, **fields)
        if answer['ok']:
            return answer
        raise errors.of_datagram(answer, name.startswith('recv')) if self._type == SOCK_DGRAM else errors.of(answer)

    def _now(self, name, **fields):
        """A call that never waits."""
        if self._fd < 0:
            raise errors.error('EBADF')
        return call(name, fd=self._fd, **fields)

    def bind(self, address, /):
        self._now('bind', **pair_of(address, 'bind', self._family))

    def listen(self, backlog=128, /):
        if not hasattr(backlog, '__index__'):
            raise TypeError(f"'{type(backlog).__name__}' object cannot be interpreted as an integer")
        self._now('listen', backlog=max(0, backlog.__index__()))

    def _accept(self):
        answer = self._call('accept')
        return answer['fd'], text_of(answer['peer'])

    def connect(self, address, /):
        self._call('connect', **pair_of(address, 'connect', self._family))

    def connect_ex(self, address, /):
        try:
            self._call('connect', **pair_of(address, 'connect_ex', self._family))
        except OSError as problem:
            if type(problem) is TimeoutError and problem.errno is None:
                return 11
            if problem.errno is None or problem.errno < 0:
                raise
            return problem.errno
        return 0

    def send(self, data, flags=0, /):
        return self._call('send', _bytes(data), flags)['count']

    def sendall(self, data, flags=0, /):
        self._call('send', _bytes(data), flags, all=True)

    def sendto(self, data, *rest):
        if not 1 <= len(rest) <= 2:
            raise TypeError(f'sendto() takes 2 or 3 arguments ({len(rest) + 1} given)')
        flags = rest[0] if len(rest) == 2 else 0
        data = _bytes(data)
        return self._call('sendto', data, flags, **pair_of(rest[-1], 'sendto', self._family))['count']

    def sendmsg(self, buffers, ancillary=(), flags=0, address=None, /):
        data = b''.join(_bytes(one) for one in buffers)
        return self.send(data, flags) if address is None else self.sendto(data, flags, address)

    def recv(self, size, flags=0, /):
        return self._receive(_size(size, 'recv'), flags, 'recv')

    def _receive(self, size, flags, shown):
        if flags & MSG_OOB:
            raise errors.error('EINVAL')
        if flags & MSG_WAITALL and self._type == SOCK_STREAM and not flags & (MSG_PEEK | MSG_DONTWAIT):
            return self._receive_all(size, shown)
        if size == 0 and self._type == SOCK_STREAM:
            return b''
        peek = {'peek': True} if flags & MSG_PEEK else {}
        self._call('recv', None, flags, shown, size=size, **peek)
        return octets()

    def _receive_all(self, size, shown):
        parts = []
        while size > 0:
            self._call('recv', shown=shown, size=size)
            part = octets()
            if not part:
                break
            parts.append(part)
            size -= len(part)
        return b''.join(parts)

    def recvfrom(self, size, flags=0, /):
        size = _size(size, 'recvfrom')
        if self._type == SOCK_STREAM:
            return self._receive(size, flags, 'recvfrom'), None
        peek = {'peek': True} if flags & MSG_PEEK else {}
        answer = self._call('recvfrom', None, flags, size=size, **peek)
        return octets(), text_of(answer.get('from'))

    def _into(self, buffer, size, name):
        try:
            view = memoryview(buffer)
        except TypeError:
            raise TypeError(
                f"{name}() argument 1 must be read-write bytes-like object, not {type(buffer).__name__}"
            ) from None
        if view.readonly:
            raise TypeError(f'{name}() argument 1 must be read-write bytes-like object, not {type(buffer).__name__}')
        view = view.cast('B')
        size = _size(size, name)
        if size > len(view):
            raise ValueError('buffer too small for requested bytes')
        return view, size or len(view)

    def recv_into(self, buffer, nbytes=0, flags=0):
        view, size = self._into(buffer, nbytes, 'recv_into')
        data = self._receive(size, flags, 'recv_into')
        view[: len(data)] = data
        return len(data)

    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        view, size = self._into(buffer, nbytes, 'recvfrom_into')
        data, address = self.recvfrom(size, flags)
        view[: len(data)] = data
        return len(data), address

    def recvmsg(self, size, _ancillary=0, flags=0, /):
        if self._type == SOCK_STREAM:
            return self._receive(_size(size, 'recvmsg'), flags, 'recvmsg'), [], 0, None
        answer = self._call('recvfrom', None, flags, 'recvmsg', size=_size(size, 'recvmsg'))
        return octets(), [], MSG_TRUNC if answer.get('truncated') else 0, text_of(answer.get('from'))

    def shutdown(self, how, /):
        if how not in _HOW:
            raise errors.error('EINVAL')
        self._now('shutdown', how=_HOW[how])

    def close(self):
        fd, self._fd = self._fd, -1
        if fd >= 0:
            self._program.release(fd)

    def detach(self):
        fd, self._fd = self._fd, -1
        if fd >= 0:
            self._program.descriptors.pop(fd, None)
        return fd

    def fileno(self):
        return self._fd

    def getsockname(self):
        return text_of(self._now('getsockname'))

    def getpeername(self):
        return text_of(self._now('getpeername'))

    def setsockopt(self, level, name, value, length=None, /):
        option = options.named(level, name)
        self._now('setsockopt', option=option, value=options.given(option, value, length))

    def getsockopt(self, level, name, length=0, /):
        option = options.named(level, name)
        return options.told(option, self._now('getsockopt', option=option)['value'], length)


socket.__module__ = '_socket'


def _shown(one):
    """As a variable of a frame."""
    if one._fd < 0:
        return '<socket [closed]>'
    return f'<socket fd={one._fd} {"TCP" if one._type == SOCK_STREAM else "UDP"}>'


tracing.short[socket] = _shown
