"""The one way from a program to the kernel of its host: calls, threads that wait in them, and what ends them."""

import json
import sys

import _socket

from _kernel import answer as _answer, call as _call, gate as _gate_is, octets as _octets
from pyodide.ffi import can_run_sync, to_js

from . import errors, tracing

# The one call of C that suspends a stack at once: `connect` of a socket that the interpreter's own network is asked about. (`pyodide.ffi.run_sync`
# makes a task of an event loop of each wait, which takes a hundred times as long.)
_gate = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
_gate_is(_gate.fileno())
_suspend = _gate.connect
_NOWHERE = ('127.0.0.1', 1)

_encode = json.JSONEncoder(ensure_ascii=True, check_circular=False).encode
_decode = json.loads

# After so many times a program that catches everything is not resumed any more.
PATIENCE = 50
# After so many calls of a program its cycles of garbage are looked for.
COLLECT_EVERY = 256


class Killed(BaseException):
    """Unwinds the stack of a process that has ended."""


class Thread:
    """A thread of a program: a stack of its own."""

    def __init__(self, program, tid, function=None, handle=None):
        self.program = program
        self.tid = tid
        self.function = function
        self.handle = handle
        # Never 0, and never the same in two programs: `_thread.get_ident`.
        self.ident = program.pid * 100_000 + tid + 1
        self.locals = {}
        self.frames = None
        self.variables = None


class _State:
    current = None  # the Thread whose stack runs
    program = None  # the Program whose modules are in place
    inside = False  # in a call: shim code that must not be preempted
    switch = None  # switching.enter


state = _State()


def ask(what, octets=None, shown=None, /, **fields):
    """Makes a call; the answer as a dict, also of one that failed (`ok` false), but never `EINTR`."""
    me = state.current
    program = me.program
    if program.dead:
        raise killed(program)
    if state.inside:  # a finalizer in the middle of a call
        raise RuntimeError('a call within a call')
    timeout = fields.get('timeout')
    deadline = program.clock() + timeout if timeout else None
    fields['call'] = what
    while True:
        state.inside = True
        try:
            text = _encode([fields, tracing.told(me, shown)])
            answer = _call(text, None if octets is None else to_js(octets))
            if answer is None:
                state.inside = False
                _suspend(_NOWHERE)
                answer = _answer()
                state.inside = True
                state.current = me
                if state.program is not program:
                    state.switch(program)
                tracing.begin_slice()
        finally:
            state.inside = False
        program.slices += 1
        if not program.slices % COLLECT_EVERY and not program.dead:
            program.collect()
        if answer == '1':
            return SUCCESS
        if answer == '!':
            program.dead = True
            raise killed(program)
        answer = _decode(answer)
        if answer['ok'] or answer['failure'] != 'EINTR':
            return answer
        program.signals.tell(answer.get('signal', 2))
        if deadline is not None:
            fields['timeout'] = max(0, deadline - program.clock())


SUCCESS = {'ok': True}


def call(what, octets=None, shown=None, /, **fields):
    """Makes a call that must succeed; raises the OSError that Linux has for it."""
    answer = ask(what, octets, shown, **fields)
    if answer['ok']:
        return answer
    raise errors.of(answer)


def octets():
    """The octets that came with the last answer."""
    return _octets().to_bytes()


def killed(program):
    program.unwound += 1
    if program.unwound > PATIENCE:
        _call('"never"', None)
        _suspend(_NOWHERE)
    return Killed()


def running(program):
    """Whether a stack of this program runs now, so that it may make calls."""
    me = state.current
    return me is not None and me.program is program and not program.dead and not state.inside and can_run_sync()


def in_student_code(frame):
    return frame is not None and not frame.f_code.co_filename.startswith(errors.SHIM)
