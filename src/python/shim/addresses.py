"""Addresses and names: what a program writes, as the kernel has it; hosts, services and protocols by name."""

import struct

from _kernel import host_by_name as _host_by_name, names_of as _names_of

from .door import state

AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = 0, 1, 2, 10


class herror(OSError):
    pass


class gaierror(OSError):
    pass


herror.__module__ = gaierror.__module__ = 'socket'

PROTOCOLS = {'ip': 0, 'icmp': 1, 'igmp': 2, 'tcp': 6, 'udp': 17}
# (name, port): set when the interpreter is made ready.
services = []


def text_of(address):
    """('192.168.1.1', 80)"""
    return None if address is None else (quad(address['ip']), address['port'])


def quad(ip):
    return f'{ip >> 24 & 255}.{ip >> 16 & 255}.{ip >> 8 & 255}.{ip & 255}'


def pair_of(address, caller, _family=AF_INET):
    """The ip and port of a call, of what a program gave."""
    if type(address) is not tuple:
        if not isinstance(address, tuple):
            raise TypeError(f'{caller}(): AF_INET address must be tuple, not {type(address).__name__}')
    if len(address) != 2:
        raise TypeError(f'{caller}(): AF_INET address must be a pair (host, port)')
    host, port = address
    if not isinstance(host, (str, bytes, bytearray)):
        raise TypeError(f'str, bytes or bytearray expected, not {type(host).__name__}')
    if not hasattr(port, '__index__'):
        raise TypeError(f"'{type(port).__name__}' object cannot be interpreted as an integer")
    port = port.__index__()
    ip = address_of(host)
    if not 0 <= port <= 65535:
        raise OverflowError(f'{caller}(): port must be 0-65535.')
    return {'ip': ip, 'port': port}


def address_of(host):
    """The number of an address or name; raises `gaierror`."""
    if not isinstance(host, str):
        host = bytes(host).decode('ascii', 'replace')
    if host == '':
        return 0
    if host == '<broadcast>':
        return 0xFFFFFFFF
    number = _aton(host)
    if number is not None:
        return number
    ip = _host_by_name(host)
    if ip < 0:
        raise gaierror(-2, 'Name or service not known')
    return ip


def _aton(text):
    """As glibc's inet_aton: one to four parts, decimal, octal or hexadecimal."""
    parts = text.split('.')
    if len(parts) > 4:
        return None
    numbers = []
    for part in parts:
        try:
            if part[:2] in ('0x', '0X'):
                number = int(part[2:], 16)
            elif len(part) > 1 and part[0] == '0':
                number = int(part, 8)
            elif part.isascii() and part.isdigit():
                number = int(part)
            else:
                return None
        except ValueError:
            return None
        numbers.append(number)
    last = numbers.pop()
    if any(one > 255 for one in numbers) or last >= 256 ** (4 - len(numbers)):
        return None
    value = last
    for place, one in enumerate(numbers):
        value |= one << (24 - 8 * place)
    return value


def inet_aton(text, /):
    if not isinstance(text, str):
        raise TypeError(f'inet_aton() argument must be str, not {type(text).__name__}')
    number = _aton(text.split()[0] if text.split() else '')
    if number is None:
        raise OSError('illegal IP address string passed to inet_aton')
    return struct.pack('!I', number)


def inet_ntoa(packed, /):
    packed = bytes(memoryview(packed))
    if len(packed) != 4:
        raise OSError('packed IP wrong length')
    return '.'.join(map(str, packed))


def inet_pton(family, text, /):
    import ipaddress

    try:
        if family == AF_INET:
            return ipaddress.IPv4Address(text).packed
        if family == AF_INET6:
            return ipaddress.IPv6Address(text).packed
    except ValueError:
        raise OSError('illegal IP address string passed to inet_pton') from None
    from .errors import error

    raise error('EAFNOSUPPORT')


def inet_ntop(family, packed, /):
    import ipaddress

    packed = bytes(memoryview(packed))
    if family not in (AF_INET, AF_INET6):
        raise ValueError(f'unknown address family {family}')
    if len(packed) != (4 if family == AF_INET else 16):
        raise ValueError('invalid length of packed IP address string')
    return str((ipaddress.IPv4Address if family == AF_INET else ipaddress.IPv6Address)(packed))


def gethostname():
    return state.current.program.host


def gethostbyname(name, /):
    return quad(address_of(name))


def gethostbyname_ex(name, /):
    ip = address_of(name)
    return (name, [], [quad(ip)])


def _names(ip):
    text = _names_of(ip)
    return text.split('\n') if text else []


def gethostbyaddr(name, /):
    ip = address_of(name)
    names = _names(ip)
    if not names:
        raise herror(1, 'Unknown host')
    return (names[0], names[1:], [quad(ip)])


def getservbyname(name, proto=None, /):
    if proto in (None, 'tcp', 'udp'):
        for one, port in services:
            if one == name:
                return port
    raise OSError('service/proto not found')


def getservbyport(port, proto=None, /):
    if not 0 <= port <= 65535:
        raise OverflowError('getservbyport: port must be 0-65535.')
    if proto in (None, 'tcp', 'udp'):
        for name, one in services:
            if one == port:
                return name
    raise OSError('port/proto not found')


def getprotobyname(name, /):
    if name not in PROTOCOLS:
        raise OSError('protocol not found')
    return PROTOCOLS[name]


_AI_PASSIVE, _AI_CANONNAME, _AI_NUMERICHOST = 1, 2, 4


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    if family not in (AF_UNSPEC, AF_INET):
        if family == AF_INET6:
            raise gaierror(-9, 'Address family for hostname not supported')
        raise gaierror(-6, 'ai_family not supported')
    if host is None:
        ip = 0 if flags & _AI_PASSIVE else 0x7F000001
    elif not isinstance(host, (str, bytes)):
        raise TypeError('getaddrinfo() argument 1 must be string or None')
    elif host in ('', b''):
        raise gaierror(-2, 'Name or service not known')
    else:
        ip = address_of(host)
    number = _port(port)
    kinds = [(1, 6), (2, 17), (3, 0)]
    chosen = [one for one in kinds if type in (0, one[0]) and proto in (0, one[1])]
    if not chosen:
        raise gaierror(-7, 'ai_socktype not supported')
    canonical = host if flags & _AI_CANONNAME and host else ''
    return [(AF_INET, kind, number_, canonical, (quad(ip), number)) for kind, number_ in chosen]


def _port(port):
    if port is None:
        return 0
    if isinstance(port, int):
        if not 0 <= port <= 65535:
            raise OverflowError('getaddrinfo: port must be 0-65535.')
        return port
    if not isinstance(port, (str, bytes)):
        raise OSError('Int or String expected')
    text = port if isinstance(port, str) else port.decode()
    if text == '':
        return 0
    if text.isdigit():
        return int(text)
    for name, one in services:
        if name == text:
            return one
    raise gaierror(-8, 'Servname not supported for ai_socktype')


def getnameinfo(address, flags, /):
    if type(address) is not tuple:
        raise TypeError('getnameinfo() argument 1 must be a tuple')
    host, port = address[:2]
    ip = address_of(host)
    names = [] if flags & 1 else _names(ip)
    if not names and flags & 8:
        raise gaierror(-2, 'Name or service not known')
    service = None if flags & 2 else next((name for name, one in services if one == port), None)
    return (names[0] if names else quad(ip), service or str(port))


def swapped16(value, /):
    if value < 0:
        raise OverflowError("can't convert negative Python int to C 16-bit unsigned integer")
    if value > 0xFFFF:
        raise OverflowError('Python int too large to convert to C 16-bit unsigned integer')
    return int.from_bytes(value.to_bytes(2, 'big'), 'little')


def swapped32(value, /):
    if value < 0:
        raise OverflowError("can't convert negative Python int to C 32-bit unsigned integer")
    if value > 0xFFFFFFFF:
        raise OverflowError('Python int too large to convert to C 32-bit unsigned integer')
    return int.from_bytes(value.to_bytes(4, 'big'), 'little')
