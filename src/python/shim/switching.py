"""One interpreter for many programs: each has its own `__main__`, modules with state, arguments, streams; they are changed when another program goes on."""

import gc
import linecache
import os
import sys
import time
import types

from . import door, finding
from .door import state
from .signals import Signals

class Program:
    """A process of a host that runs Python, as far as the interpreter must know it."""

    def __init__(self, about):
        self.pid = about['pid']
        self.host = about['host']
        self.interfaces = about['interfaces']
        self.argv = list(about['argv'])
        self.path = []
        self.cwd = about['cwd']
        self.files = set()
        self.dead = False
        self.unwound = 0
        self.slices = 0
        self.numbers = 0
        self.alive = 0
        self.starting = {}
        self.announced = None
        self.joined = []
        self.main_ident = 0
        self.signals = Signals()
        self.default_patience = None
        # Descriptors that are open here: so many objects have each.
        self.descriptors = {}
        self.to_close = []
        self.exits = []
        self.modules = {}
        self.environ = None
        self.streams = (None, None, None)
        self.kept_streams = None
        self.hooks = {}
        self.main = types.ModuleType('__main__')
        self.main.__builtins__ = sys.modules['builtins']

    clock = staticmethod(time.monotonic_ns)

    def next_number(self):
        self.numbers += 1
        return self.numbers

    def announce(self, thread, tid):
        """A thread has its number; its turn may have come before."""
        thread.tid = tid
        thread.ident = self.pid * 100_000 + tid + 1
        thread.handle.ident = thread.ident
        self.starting[tid] = thread

    def running(self):
        return door.running(self)

    def release(self, fd):
        """One object less has this descriptor; the last one closes it."""
        count = self.descriptors.get(fd, 0) - 1
        if count > 0:
            self.descriptors[fd] = count
            return
        self.descriptors.pop(fd, None)
        if self.dead:
            return
        if door.running(self):
            door.ask('close', None, 'close', fd=fd)
        else:
            self.to_close.append(fd)

    def collect(self):
        """Looks for cycles of garbage: at moments that depend on this program alone, and so are the same when it is run again."""
        collect_all()
        self.close_late()

    def close_late(self):
        """Closes, in their order, what garbage held at a moment when no call could be made."""
        while self.to_close:
            fds = sorted(self.to_close)
            self.to_close.clear()
            for fd in fds:
                door.ask('close', None, 'close', fd=fd)


_BASE = 0  # how many modules all programs share: they stand first in sys.modules


def _leave(program):
    modules = sys.modules
    kept = []
    while len(modules) > _BASE:
        kept.append(modules.popitem())
    program.modules = dict(reversed(kept))
    program.streams = (sys.stdin, sys.stdout, sys.stderr)
    program.argv, program.path = sys.argv, sys.path
    program.hooks = {name: getattr(sys, name) for name in ('excepthook', 'displayhook')}
    program.environ = os.environ._data
    program.cwd = _getcwd()


def _enter(program):
    sys.modules.update(program.modules)
    sys.modules['__main__'] = program.main
    sys.stdin, sys.stdout, sys.stderr = program.streams
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = program.kept_streams or program.streams
    sys.argv, sys.path = program.argv, program.path
    for name, hook in program.hooks.items():
        setattr(sys, name, hook)
    if program.environ is not None:
        os.environ._data = program.environ
    _chdir(program.cwd)


def _getcwd():
    try:
        return os.getcwd()
    except OSError:
        return '/'


collect_all = gc.collect
_real_chdir = os.chdir


def _chdir(path):
    try:
        _real_chdir(path)
    except OSError:
        _real_chdir('/')


def switch(program):
    """Makes another program the one that runs."""
    before = state.program
    if before is program:
        return
    if before is not None and not before.dead:
        _leave(before)
    else:
        _drop()
    state.program = program
    # Files of the same name on other hosts have other lines.
    linecache.cache.clear()
    _enter(program)


def _drop():
    while len(sys.modules) > _BASE:
        sys.modules.popitem()


def first_of(about):
    """The program of a process that begins, made the one that runs."""
    from . import streams

    program = Program(about)
    switch(program)
    program.path = sys.path = ['', *finding.LIBRARY]
    os.environ._data = {os.fsencode(name): os.fsencode(value) for name, value in _environ(about).items()}
    _chdir(about['cwd'])
    main = door.Thread(program, 0)
    program.main_ident = main.ident
    state.current = main
    streams_ = streams.standard(about['typed'], about['shown'])
    program.streams = program.kept_streams = streams_
    sys.stdin, sys.stdout, sys.stderr = streams_
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = streams_
    sys.excepthook, sys.displayhook = sys.__excepthook__, sys.__displayhook__
    return main


def _environ(about):
    return {
        'HOME': '/home/student',
        'USER': 'student',
        'LOGNAME': 'student',
        'HOSTNAME': about['host'],
        'PATH': '/usr/local/bin:/usr/bin:/bin',
        'PWD': about['cwd'],
        'LANG': 'C.UTF-8',
        'TERM': 'xterm-256color',
        'SHELL': '/bin/sh',
    }


def install():
    """What is loaded now is shared by all programs."""
    global _BASE
    state.switch = switch
    _BASE = len(sys.modules)
    os.chdir = _chdir_told


def _chdir_told(path, /):
    from . import errors

    try:
        _real_chdir(path)
    except OSError as problem:
        raise errors.in_linux_numbers(problem) from None
    if state.current is not None:
        door.call('chdir', path=_getcwd())


def put_away():
    """The program that was the one that runs has ended."""
    _drop()
    state.program = None
    sys.argv, sys.path = [''], list(finding.LIBRARY)
    sys.stdin = sys.stdout = sys.stderr = None
    sys.__stdin__ = sys.__stdout__ = sys.__stderr__ = None
