"""The module `_thread`: threads of a program are stacks of its process; a lock asks the kernel only when somebody must wait for it."""

import sys
import types

from .clock import nanoseconds
from .door import Killed, Thread, ask, call, state

TIMEOUT_MAX = 9_223_372_036.0


def _patience(blocking, timeout):
    """`timeout` for the kernel: None for ever, 0 not at all."""
    if not blocking:
        if timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        return 0
    if timeout == -1:
        return None
    if timeout < 0:
        raise ValueError('timeout value must be a non-negative number')
    if timeout > TIMEOUT_MAX:
        raise OverflowError('timeout value is too large')
    return nanoseconds(timeout)


class lock:
    """A lock; whoever waits longest gets it next."""

    __slots__ = ('_locked', '_waiters', '_number', '_arrivals', '__weakref__')

    def __init__(self):
        self._locked = False
        self._waiters = 0
        self._arrivals = 0
        self._number = 0

    def acquire(self, blocking=True, timeout=-1):
        patience = _patience(blocking, timeout)
        if not self._locked:
            self._locked = True
            return True
        if patience == 0:
            return False
        if not self._number:
            self._number = state.current.program.next_number()
        self._waiters += 1
        self._arrivals += 1
        try:
            if patience is None:
                ask('wait', on=self._number)
                return True
            return ask('wait', on=self._number, timeout=patience)['ok']
        finally:
            self._waiters -= 1

    acquire_lock = acquire

    def release(self):
        if not self._locked:
            raise RuntimeError('release unlocked lock')
        while self._waiters and not _silent():
            arrivals = self._arrivals
            # The one that is woken has the lock from then on.
            if ask('wake', on=self._number, count=1)['count'] or not self._locked:
                return
            # Whoever waited has given up.
            if arrivals == self._arrivals:
                break
        self._locked = False

    release_lock = release

    def locked(self):
        return self._locked

    locked_lock = locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_exception):
        self.release()

    def _at_fork_reinit(self):
        self._locked = False

    def __repr__(self):
        return f'<{"locked" if self._locked else "unlocked"} _thread.lock object at {id(self):#x}>'


lock.__module__ = '_thread'


def _silent():
    return state.current is None or state.current.program.dead


class _ThreadHandle:
    def __init__(self):
        self.ident = None
        self._done = False
        self._number = 0
        self._waiters = 0

    def is_done(self):
        return self._done

    def join(self, timeout=None):
        patience = None if timeout is None or timeout < 0 else nanoseconds(timeout)
        if self.ident is None and not self._done:
            raise RuntimeError('thread not started')
        if state.current.ident == self.ident and not self._done:
            raise RuntimeError('Cannot join current thread')
        if self._done or patience == 0:
            return
        if not self._number:
            self._number = state.current.program.next_number()
        deadline = None if patience is None else state.current.program.clock() + patience
        self._waiters += 1
        try:
            while not self._done:
                if deadline is None:
                    ask('wait', on=self._number)
                elif not ask('wait', on=self._number, timeout=max(0, deadline - state.current.program.clock()))['ok']:
                    return
        finally:
            self._waiters -= 1

    def _set_done(self):
        self._done = True

    def ended(self):
        """Its thread has nothing more to do; whoever waits for that is woken."""
        self._done = True
        if self._waiters:
            ask('wake', on=self._number, count=self._waiters)


def _make_thread_handle(ident):
    handle = _ThreadHandle()
    handle.ident = ident
    return handle


def start_joinable_thread(function, handle=None, daemon=True):
    program = state.current.program
    owner = getattr(function, '__self__', None)
    name = str(getattr(owner, '_name', '') or getattr(function, '__name__', 'thread'))
    handle = _ThreadHandle() if handle is None else handle
    if handle.ident is not None:
        raise RuntimeError('thread already started')
    thread = Thread(program, 0, function, handle)
    program.announced = thread
    tid = call('thread', None, 'start', name=name, daemon=bool(daemon))['tid']
    program.announce(thread, tid)
    if not daemon:
        program.joined.append(handle)
    return handle


def start_new_thread(function, args, kwargs=None, /):
    def run():
        function(*args, **(kwargs or {}))

    run.__name__ = getattr(function, '__name__', 'thread')
    return start_joinable_thread(run).ident


def get_ident():
    return state.current.ident if state.current is not None else 1


def get_native_id():
    me = state.current
    return me.program.pid + me.tid


def _get_main_thread_ident():
    return state.current.program.main_ident if state.current is not None else 1


def _shutdown():
    """Waits for all threads that are no daemons."""
    program = state.current.program
    while program.joined:
        handle = program.joined.pop(0)
        if handle.ident != state.current.ident:
            handle.join()


def _count():
    return state.current.program.alive - 1


class _local:
    """Attributes for each thread of its own. (The built-in one cannot tell the stacks apart.)"""

    def __new__(cls, /, *args, **named):
        if (args or named) and cls.__init__ is object.__init__:
            raise TypeError('Initialization arguments are not supported')
        self = object.__new__(cls)
        object.__setattr__(self, '_local__key', object())
        object.__setattr__(self, '_local__args', (args, named))
        return self

    def _of_thread(self):
        key = object.__getattribute__(self, '_local__key')
        owner = state.current
        kept = owner.locals.get(key) if owner is not None else {}
        if kept is None:
            kept = owner.locals[key] = {}
            cls = type(self)
            if cls.__init__ is not object.__init__:
                args, named = object.__getattribute__(self, '_local__args')
                cls.__init__(self, *args, **named)
        return kept

    def __getattribute__(self, name):
        kept = _local._of_thread(self)
        if name == '__dict__':
            return kept
        if name in kept:
            return kept[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name == '__dict__':
            raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        _local._of_thread(self)[name] = value

    def __delattr__(self, name):
        kept = _local._of_thread(self)
        if name not in kept:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        del kept[name]


_ExceptHookArgs = types.SimpleNamespace


class _Args(tuple):
    """What `threading.excepthook` is given."""

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def _excepthook(args, /):
    from .tracebacks import write

    if args.exc_type is SystemExit:
        return
    thread = args.thread
    name = thread.name if thread is not None else get_ident()
    stream = sys.stderr
    if stream is None:
        return
    stream.write(f'Exception in thread {name}:\n')
    write(args.exc_value, stream)
    stream.flush()


def _bad(*_args, **_named):
    raise RuntimeError('not here')


def module():
    """The module, to stand in `sys.modules` before `threading` is read."""
    one = types.ModuleType('_thread', 'Threads of a program on a host of the classroom.')
    one.LockType = one.lock = lock
    one.allocate_lock = one.allocate = lock
    one.error = RuntimeError
    one.TIMEOUT_MAX = TIMEOUT_MAX
    one._ThreadHandle = _ThreadHandle
    one._make_thread_handle = _make_thread_handle
    one.start_joinable_thread = start_joinable_thread
    one.start_new_thread = one.start_new = start_new_thread
    one.get_ident, one.get_native_id = get_ident, get_native_id
    one._get_main_thread_ident = _get_main_thread_ident
    one._is_main_interpreter = lambda: True
    one.daemon_threads_allowed = lambda: True
    one._shutdown = _shutdown
    one._count = _count
    one._local = _local
    one._excepthook = _excepthook
    one._ExceptHookArgs = _Args
    one.stack_size = lambda size=0: 0
    one.interrupt_main = lambda number=2: call('kill', pid=state.current.program.pid, signal=number)
    one.exit = one.exit_thread = _exit
    return one


def _exit():
    raise SystemExit
