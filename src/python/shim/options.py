"""Socket options: numbers of Linux, and the names that the host's stack knows them by."""

import struct

from . import errors

SOL_SOCKET, IPPROTO_IP, IPPROTO_TCP, IPPROTO_UDP = 1, 0, 6, 17

NUMBERS = {
    SOL_SOCKET: {
        'SO_DEBUG': 1,
        'SO_REUSEADDR': 2,
        'SO_TYPE': 3,
        'SO_ERROR': 4,
        'SO_DONTROUTE': 5,
        'SO_BROADCAST': 6,
        'SO_SNDBUF': 7,
        'SO_RCVBUF': 8,
        'SO_KEEPALIVE': 9,
        'SO_OOBINLINE': 10,
        'SO_PRIORITY': 12,
        'SO_LINGER': 13,
        'SO_REUSEPORT': 15,
        'SO_PASSCRED': 16,
        'SO_PEERCRED': 17,
        'SO_RCVLOWAT': 18,
        'SO_SNDLOWAT': 19,
        'SO_RCVTIMEO': 20,
        'SO_SNDTIMEO': 21,
        'SO_BINDTODEVICE': 25,
        'SO_ACCEPTCONN': 30,
        'SO_MARK': 36,
        'SO_PROTOCOL': 38,
        'SO_DOMAIN': 39,
    },
    IPPROTO_IP: {
        'IP_TOS': 1,
        'IP_TTL': 2,
        'IP_HDRINCL': 3,
        'IP_OPTIONS': 4,
        'IP_MTU_DISCOVER': 10,
        'IP_RECVTTL': 12,
        'IP_MTU': 14,
        'IP_MULTICAST_IF': 32,
        'IP_MULTICAST_TTL': 33,
        'IP_MULTICAST_LOOP': 34,
        'IP_ADD_MEMBERSHIP': 35,
        'IP_DROP_MEMBERSHIP': 36,
        'IP_MULTICAST_ALL': 49,
    },
    IPPROTO_TCP: {
        'TCP_NODELAY': 1,
        'TCP_MAXSEG': 2,
        'TCP_CORK': 3,
        'TCP_KEEPIDLE': 4,
        'TCP_KEEPINTVL': 5,
        'TCP_KEEPCNT': 6,
        'TCP_SYNCNT': 7,
        'TCP_LINGER2': 8,
        'TCP_DEFER_ACCEPT': 9,
        'TCP_WINDOW_CLAMP': 10,
        'TCP_INFO': 11,
        'TCP_QUICKACK': 12,
        'TCP_CONGESTION': 13,
        'TCP_USER_TIMEOUT': 18,
        'TCP_FASTOPEN': 23,
    },
}
_NAMES = {(level, number): name for level, names in NUMBERS.items() for name, number in names.items()}
# Nearly the same here: both let several sockets have one port.
_NAMES[SOL_SOCKET, 15] = 'SO_REUSEADDR'

_LINGER = 'ii'


def named(level, number):
    name = _NAMES.get((level, number))
    if name is None:
        raise errors.error('ENOPROTOOPT')
    return name


def given(name, value, length):
    """What a program gave, as the stack wants it."""
    if value is None:
        raise errors.error('EINVAL') if length else TypeError('a bytes-like object is required, not NoneType')
    if hasattr(value, '__index__'):
        return value.__index__()
    try:
        octets = bytes(memoryview(value))
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(value).__name__}'") from None
    if name == 'SO_LINGER':
        if len(octets) < 8:
            raise errors.error('EINVAL')
        on, seconds = struct.unpack(_LINGER, octets[:8])
        return {'on': on != 0, 'seconds': seconds}
    if name in ('IP_ADD_MEMBERSHIP', 'IP_DROP_MEMBERSHIP'):
        if len(octets) < 8:
            raise errors.error('EINVAL')
        group, own = struct.unpack('!II', octets[:8])
        return {'group': group, 'interface': own} if own else {'group': group}
    if name == 'IP_MULTICAST_IF' and len(octets) >= 4:
        return struct.unpack('!I', octets[:4])[0]
    if name == 'TCP_CONGESTION':
        return octets.rstrip(b'\0').decode('ascii', 'replace')
    if not octets:
        raise errors.error('EINVAL')
    return int.from_bytes(octets[:4], 'little', signed=len(octets) >= 4)


def told(name, value, length):
    """What the stack tells, as a program wants it: a number, or octets where it asked for so many."""
    if name == 'SO_ERROR' and isinstance(value, str):
        value = errors.LINUX[value][0]
    if isinstance(value, bool):
        value = int(value)
    if isinstance(value, dict):
        if name != 'SO_LINGER':
            raise errors.error('ENOPROTOOPT')
        octets = struct.pack(_LINGER, int(value['on']), int(value['seconds']))
        return octets[:length] if length else int(value['on'])
    if isinstance(value, str):
        if not length:
            raise errors.error('EINVAL')
        return value.encode().ljust(min(length, 16), b'\0')[:length]
    if length == 0:
        return value
    if name == 'IP_MULTICAST_IF':
        return struct.pack('!I', value)[:length]
    return struct.pack('i' if value < 2**31 else 'I', value)[:length]
