"""How a thread of a program begins and ends: the entry from the scheduler."""

import json
import signal
import sys
import types

from pyodide.ffi import can_run_sync

from . import door, errors, finding, switching, tracebacks, tracing
from .door import Killed, ask, state

PREEMPTED = 1_000_000  # ns of virtual time that so much computing counts for
_programs = {}


def begin(key, tid, about):
    """Runs a thread from its begin to its end. `about`: of a main thread, what is known of its process, as JSON."""
    try:
        if tid == 0:
            _begin_main(key, json.loads(about))
        else:
            _begin_thread(key, tid)
    except Killed:
        pass
    except BaseException as problem:
        # The shim itself has failed, or what it stands on.
        return f'{type(problem).__name__}: {problem} ({_where(problem)})'
    return ''


def _where(problem):
    places = []
    tb = problem.__traceback__
    while tb is not None:
        places.append(f'{tb.tb_frame.f_code.co_filename.rpartition("/")[2]}:{tb.tb_lineno}')
        tb = tb.tb_next
    return ' '.join(places)


def _begin_main(key, about):
    program = switching.first_of(about).program
    _programs[key] = program
    program.alive += 1
    try:
        tracing.begin_slice()
        _main(program, about)
    finally:
        _forget(key, program)


def _begin_thread(key, tid):
    program = _programs.get(key)
    if program is None or program.dead:
        return
    thread = program.starting.pop(tid, None)
    if thread is None:
        thread = program.announced
        program.announce(thread, tid)
        del program.starting[tid]
    state.current = thread
    if state.program is not program:
        switching.switch(program)
    program.alive += 1
    try:
        tracing.begin_slice()
        _thread(thread)
    finally:
        program.alive -= 1
        thread.locals.clear()
        state.current = None


def _forget(key, program):
    """The process has ended: nothing of it may make a call any more, and its memory is free."""
    program.dead = True
    program.alive -= 1
    _programs.pop(key, None)
    program.main.__dict__.clear()
    program.modules.clear()
    program.exits.clear()
    program.signals.handlers.clear()
    program.hooks.clear()
    if state.program is program:
        switching.put_away()
    state.current = None


def kill(key):
    """The process has ended in the world: its stacks are resumed only to be unwound."""
    program = _programs.pop(key, None)
    if program is not None:
        program.dead = True


def collect():
    """Frees what ended programs have left; nobody hears what complains of that."""
    stderr, sys.stderr = sys.stderr, None
    try:
        switching.collect_all()
    finally:
        sys.stderr = stderr


def _thread(thread):
    try:
        thread.function()
    except SystemExit:
        pass
    except Killed:
        raise
    except BaseException as problem:
        _unraisable(problem, thread)
    thread.handle.ended()
    ask('thread-end')
    raise Killed


def _unraisable(problem, thread):
    stream = sys.stderr
    stream.write(f'Exception in thread started by: {thread.function!r}\n')
    tracebacks.write(problem, stream)


def _main(program, about):
    status = 0
    try:
        _run(program, about)
    except Killed:
        raise
    except BaseException as problem:
        status = _uncaught(problem)
        problem.__traceback__ = None
    status = _finish(program, status)
    program.close_late()
    ask('exit', status=status)


def _run(program, about):
    from . import running

    running.run(program, about)


def _finish(program, status):
    """Waits for threads, runs what was registered for the end, and writes what is held back."""
    for end in (_shutdown, sys.modules['atexit']._run_exitfuncs):
        try:
            end()
        except Killed:
            raise
        except BaseException as problem:
            _uncaught(problem)
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None and not stream.closed:
                stream.flush()
        except BrokenPipeError as problem:
            if stream is sys.stdout:
                status = 120
                sys.stderr.write(f"Exception ignored while flushing sys.stdout:\nBrokenPipeError: {problem}\n")
        except OSError:
            status = 120
    return status


def _shutdown():
    threading = sys.modules.get('threading')
    if threading is not None:
        threading._shutdown()
        return
    import _thread

    _thread._shutdown()


def _uncaught(problem):
    """Says what ended the program; its exit status."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError):
        pass
    if isinstance(problem, SystemExit):
        return _exit_status(problem.code)
    hook = sys.excepthook
    stream = sys.stderr
    if hook is not sys.__excepthook__:
        try:
            hook(type(problem), problem, problem.__traceback__)
            return 1
        except Killed:
            raise
        except BaseException as other:
            stream.write('Error in sys.excepthook:\n')
            tracebacks.write(other, stream)
            stream.write('\nOriginal exception was:\n')
    tracebacks.write(problem, stream)
    return 130 if isinstance(problem, KeyboardInterrupt) else 1


def _exit_status(code):
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 255
    sys.stderr.write(f'{code}\n')
    return 1


def _preempt(_number, frame):
    """The evaluation loop has gone round many times: other programs have their turn, and the clock goes on."""
    if tracing.aligning:
        tracing.aligning = False
        raise tracing.Aligned
    me = state.current
    if me is None or state.inside or not door.in_student_code(frame) or not can_run_sync():
        return
    program = me.program
    if program.dead:
        raise door.killed(program)
    program.slices += 1
    ask('compute', None, 'compute', duration=PREEMPTED)


def install():
    signal.signal(12, _preempt)


def atexit_module():
    """`atexit`, of each program its own."""
    one = types.ModuleType('atexit')

    def register(function, /, *args, **named):
        state.current.program.exits.append((function, args, named))
        return function

    def unregister(function, /):
        exits = state.current.program.exits
        exits[:] = [each for each in exits if each[0] != function]

    def run():
        me = state.current
        while me is not None and me.program.exits:
            function, args, named = me.program.exits.pop()
            try:
                function(*args, **named)
            except Killed:
                raise
            except BaseException as problem:
                sys.stderr.write(f'Exception ignored in atexit callback {function!r}:\n')
                tracebacks.write(problem, sys.stderr)

    one.register, one.unregister, one._run_exitfuncs = register, unregister, run
    one._clear = lambda: state.current.program.exits.clear()
    one._ncallbacks = lambda: len(state.current.program.exits)
    return one
