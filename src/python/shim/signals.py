"""Signals of a program: Ctrl-C is a KeyboardInterrupt, and handlers are told of what they asked for."""

import signal
import sys

from .door import call, state

SIGINT, SIGTERM = 2, 15
# What Python of a desktop ignores from its start.
_IGNORED_FIRST = {13}


class Signals:
    """The handlers of one program."""

    def __init__(self):
        self.handlers = {}

    def tell(self, number):
        """The kernel says that a signal has come."""
        handler = self.handlers.get(number, _default(number))
        if handler is signal.SIG_IGN:
            return
        if callable(handler):
            handler(number, sys._getframe(2))
        elif number == SIGINT:
            raise KeyboardInterrupt


def _default(number):
    return signal.default_int_handler if number == SIGINT else signal.SIG_DFL


def _default_int_handler(_number=SIGINT, _frame=None, /):
    raise KeyboardInterrupt


def _signal(number, handler, /):
    me = state.current
    number = int(number)
    if me.tid:
        raise ValueError('signal only works in main thread of the main interpreter')
    if not callable(handler) and handler not in (signal.SIG_IGN, signal.SIG_DFL):
        raise TypeError('signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object')
    if not 1 <= number <= 64:
        raise ValueError('signal number out of range')
    if number in (9, 19):
        from .errors import error

        raise error('EINVAL')
    before = _getsignal(number)
    me.program.signals.handlers[number] = handler
    call('signal', signal=number, handled=handler is not signal.SIG_DFL)
    return before


def _getsignal(number, /):
    number = int(number)
    first = signal.SIG_IGN if number in _IGNORED_FIRST else _default(number)
    return state.current.program.signals.handlers.get(number, first)


def _raise_signal(number, /):
    from os import kill

    kill(state.current.program.pid, int(number))


def _unknown(what):
    def function(*_args):
        raise OSError(38, f'{what} is not there on the hosts of the classroom')

    return function


def install():
    signal.signal, signal.getsignal = _signal, _getsignal
    signal.raise_signal = _raise_signal
    signal.default_int_handler = _default_int_handler
    signal.siginterrupt = lambda number, flag, /: None
    signal.set_wakeup_fd = lambda fd, /, *, warn_on_full_buffer=True: -1
    for name in ('alarm', 'setitimer', 'pause', 'sigwait'):
        if hasattr(signal, name):
            setattr(signal, name, _unknown(f'signal.{name}'))
