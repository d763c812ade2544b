"""The module `select`: which sockets, pipes or standard input are ready."""

import types

from . import errors
from .clock import nanoseconds
from .door import call

POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32


def _descriptor(one):
    if isinstance(one, int):
        fd = one
    else:
        fileno = getattr(one, 'fileno', None)
        if fileno is None:
            raise TypeError('argument must be an int, or have a fileno() method.')
        fd = fileno()
        if not isinstance(fd, int):
            raise TypeError('fileno() returned a non-integer')
    if fd < 0:
        raise ValueError(f'file descriptor cannot be a negative integer ({fd})')
    return fd


def _ask(read, write, extra, patience, shown=None):
    timeout = {} if patience is None else {'timeout': patience}
    answer = call('select', None, shown, read=read, write=write, **{'except': extra}, **timeout)
    return {one['fd']: one for one in answer['ready']}


def select(rlist, wlist, xlist, timeout=None, /):
    try:
        lists = [[(_descriptor(one), one) for one in each] for each in (rlist, wlist, xlist)]
    except TypeError as problem:
        if 'not iterable' in str(problem):
            raise TypeError('arguments 1-3 must be sequences') from None
        raise
    if timeout is not None:
        if not isinstance(timeout, (int, float)) and not hasattr(timeout, '__float__'):
            raise TypeError('timeout must be a float or None')
        timeout = nanoseconds(timeout)
        if timeout < 0:
            raise ValueError('timeout must be non-negative')
    ready = _ask(*([fd for fd, _one in each] for each in lists), timeout)
    for one in ready.values():
        if one['invalid']:
            raise errors.error('EBADF')
    given = ([], [], [])
    for place, key in ((0, 'readable'), (1, 'writable')):
        for fd, one in lists[place]:
            if fd in ready and ready[fd][key]:
                given[place].append(one)
    return given


class poll:
    """An object on which descriptors are registered."""

    def __init__(self):
        self._masks = {}

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        self._masks[_descriptor(fd)] = eventmask

    def modify(self, fd, eventmask, /):
        fd = _descriptor(fd)
        if fd not in self._masks:
            raise errors.error('ENOENT')
        self._masks[fd] = eventmask

    def unregister(self, fd, /):
        del self._masks[_descriptor(fd)]

    def poll(self, timeout=None, /):
        patience = None if timeout is None or timeout < 0 else round(timeout * 1_000_000)
        masks = self._masks
        read = [fd for fd, mask in masks.items() if mask & (POLLIN | POLLPRI)]
        write = [fd for fd, mask in masks.items() if mask & POLLOUT]
        found = []
        for fd, one in _ask(read, write, [], patience, 'poll').items():
            if one['invalid']:
                found.append((fd, POLLNVAL))
                continue
            mask = masks.get(fd, 0)
            events = (POLLIN if one['readable'] and mask & POLLIN else 0) | (
                POLLOUT if one['writable'] and mask & POLLOUT else 0
            )
            events |= (POLLERR if one['error'] else 0) | (POLLHUP if one['hangup'] else 0)
            if events:
                found.append((fd, events))
        return found


def module():
    one = types.ModuleType('select', 'Waiting for descriptors of a host of the classroom.')
    # A static method, so that a class may keep it (selectors does).
    one.select = staticmethod(select)
    one.poll = poll
    one.error = OSError
    one.PIPE_BUF = 4096
    for name in ('POLLIN', 'POLLPRI', 'POLLOUT', 'POLLERR', 'POLLHUP', 'POLLNVAL'):
        setattr(one, name, globals()[name])
    return one
