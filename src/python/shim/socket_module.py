"""The module `_socket`, to stand under the standard library's own `socket`: names and numbers of Linux."""

import types

from . import addresses, options, sockets
from .clock import nanoseconds
from .door import call, state

_NUMBERS = {
    'AF_UNSPEC': 0,
    'AF_UNIX': 1,
    'AF_INET': 2,
    'AF_INET6': 10,
    'AF_NETLINK': 16,
    'AF_PACKET': 17,
    'SOCK_STREAM': 1,
    'SOCK_DGRAM': 2,
    'SOCK_RAW': 3,
    'SOCK_RDM': 4,
    'SOCK_SEQPACKET': 5,
    'SOCK_NONBLOCK': sockets.SOCK_NONBLOCK,
    'SOCK_CLOEXEC': sockets.SOCK_CLOEXEC,
    'SOL_SOCKET': 1,
    'SOL_IP': 0,
    'SOL_TCP': 6,
    'SOL_UDP': 17,
    'IPPROTO_IP': 0,
    'IPPROTO_ICMP': 1,
    'IPPROTO_IGMP': 2,
    'IPPROTO_TCP': 6,
    'IPPROTO_UDP': 17,
    'IPPROTO_IPV6': 41,
    'IPPROTO_RAW': 255,
    'IPV6_V6ONLY': 26,
    'INADDR_ANY': 0,
    'INADDR_BROADCAST': 0xFFFFFFFF,
    'INADDR_LOOPBACK': 0x7F000001,
    'INADDR_NONE': 0xFFFFFFFF,
    'INADDR_UNSPEC_GROUP': 0xE0000000,
    'INADDR_ALLHOSTS_GROUP': 0xE0000001,
    'INADDR_MAX_LOCAL_GROUP': 0xE00000FF,
    'SHUT_RD': 0,
    'SHUT_WR': 1,
    'SHUT_RDWR': 2,
    'SOMAXCONN': 4096,
    'MSG_OOB': 1,
    'MSG_PEEK': 2,
    'MSG_DONTROUTE': 4,
    'MSG_CTRUNC': 8,
    'MSG_TRUNC': 0x20,
    'MSG_DONTWAIT': 0x40,
    'MSG_EOR': 0x80,
    'MSG_WAITALL': 0x100,
    'MSG_NOSIGNAL': 0x4000,
    'MSG_MORE': 0x8000,
    'AI_PASSIVE': 1,
    'AI_CANONNAME': 2,
    'AI_NUMERICHOST': 4,
    'AI_V4MAPPED': 8,
    'AI_ALL': 16,
    'AI_ADDRCONFIG': 32,
    'AI_NUMERICSERV': 1024,
    'NI_NUMERICHOST': 1,
    'NI_NUMERICSERV': 2,
    'NI_NOFQDN': 4,
    'NI_NAMEREQD': 8,
    'NI_DGRAM': 16,
    'NI_MAXHOST': 1025,
    'NI_MAXSERV': 32,
    'EAI_BADFLAGS': -1,
    'EAI_NONAME': -2,
    'EAI_AGAIN': -3,
    'EAI_FAIL': -4,
    'EAI_NODATA': -5,
    'EAI_FAMILY': -6,
    'EAI_SOCKTYPE': -7,
    'EAI_SERVICE': -8,
    'EAI_ADDRFAMILY': -9,
    'EAI_MEMORY': -10,
    'EAI_SYSTEM': -11,
}
_FUNCTIONS = (
    'gethostname gethostbyname gethostbyname_ex gethostbyaddr getservbyname getservbyport getprotobyname getaddrinfo '
    'getnameinfo inet_aton inet_ntoa inet_pton inet_ntop'
).split()


def _default():
    patience = state.current.program.default_patience
    return None if patience is None else patience / 1e9


def _set_default(value, /):
    patience = None if value is None else nanoseconds(value)
    if patience is not None and patience < 0:
        raise ValueError('Timeout value out of range')
    state.current.program.default_patience = patience


def _close(fd, /):
    state.current.program.descriptors.pop(fd, None)
    call('close', fd=fd)


def _dup(fd, /):
    descriptors = state.current.program.descriptors
    if fd not in descriptors:
        from .errors import error

        raise error('EBADF')
    # The same descriptor once more: it is closed when nobody has it any more.
    return fd


def _interfaces():
    return list(enumerate(state.current.program.interfaces, 1))


def _index_of(name, /):
    for number, one in _interfaces():
        if one == name:
            return number
    raise OSError('no interface with this name')


def _sethostname(_name, /):
    from .errors import error

    raise error('EPERM')


def module():
    one = types.ModuleType('_socket', 'Sockets of a host of the classroom.')
    for name, number in _NUMBERS.items():
        setattr(one, name, number)
    for names in options.NUMBERS.values():
        for name, number in names.items():
            setattr(one, name, number)
    for name in _FUNCTIONS:
        setattr(one, name, getattr(addresses, name))
    one.htons = one.ntohs = addresses.swapped16
    one.htonl = one.ntohl = addresses.swapped32
    one.socket = one.SocketType = sockets.socket
    one.error, one.timeout = OSError, TimeoutError
    one.herror, one.gaierror = addresses.herror, addresses.gaierror
    one.has_ipv6 = False
    one.getdefaulttimeout, one.setdefaulttimeout = _default, _set_default
    one.close, one.dup = _close, _dup
    one.if_nameindex, one.if_nametoindex = _interfaces, _index_of
    one.sethostname = _sethostname
    one.CAPI = None
    return one
