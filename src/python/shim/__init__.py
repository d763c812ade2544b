"""Python as the programs on the hosts of the classroom have it: the standard library upon the kernel of a simulated host."""

import gc
import json
import sys


def prepare(facts):
    """Changes a fresh interpreter. `facts`: the services table, as JSON. Once, before the first program."""
    sys.setrecursionlimit(LIMIT)
    gc.disable()
    for name in STATEFUL:
        for one in [each for each in sys.modules if each == name or each.startswith(f'{name}.')]:
            del sys.modules[one]
    from . import addresses, clock, digests, errors, finding, loops, processes, programs, randomness, selecting, serial
    from . import signals, socket_module, streams, switching, threads, tracebacks, tracing

    addresses.services[:] = [tuple(one) for one in json.loads(facts)['services']]
    sys.modules['_thread'] = threads.module()
    sys.modules['_socket'] = socket_module.module()
    sys.modules['select'] = selecting.module()
    sys.modules['atexit'] = programs.atexit_module()
    sys.modules['_posixsubprocess'] = processes.posix_module()
    finding.install()
    errors.install()
    for one in (programs, clock, digests, processes, signals, streams, tracebacks, tracing, randomness):
        one.install()
    finding.changes.update(
        {
            'subprocess': processes.change_popen,
            'asyncio.selector_events': loops.change_loops,
            'asyncio.unix_events': loops.change_unix,
            'random': randomness.change_random,
            'threading': lambda module: serial.numbered(module.Thread),
            'concurrent.futures._base': lambda module: serial.numbered(module.Future),
            'asyncio.futures': lambda module: serial.numbered(module.Future),
        }
    )
    _limits()
    switching.install()
    gc.collect()
    gc.freeze()


# Runaway recursion through C would end the interpreter at more.
LIMIT = 600

# Modules with state that are loaded already: each program has its own.
STATEFUL = ('threading', 'socket', 'selectors', 'logging', 'random', 'queue', 'subprocess', 'concurrent', 'asyncio')
STATEFUL += ('socketserver', 'http', 'urllib.request', 'tempfile', '_threading_local', 'secrets', 'uuid')
STATEFUL += ('decimal', 'getpass', 'webbrowser', 'multiprocessing', 'ssl', 'imaplib', 'ftplib', 'smtplib', 'hmac')


def _limits():
    """What a program may not change, because all programs would feel it."""
    set_limit = sys.setrecursionlimit

    def setrecursionlimit(limit, /):
        if not isinstance(limit, int):
            raise TypeError(f"'{type(limit).__name__}' object cannot be interpreted as an integer")
        if limit < 1:
            raise ValueError('recursion limit must be greater or equal than 1')
        set_limit(min(limit, LIMIT))

    def collect(generation=2):
        from .door import state

        if state.current is not None:
            state.current.program.collect()
        return 0

    sys.setrecursionlimit = setrecursionlimit
    # A collection by itself, or of young objects only, would not end while stacks are suspended.
    collector = gc.collect
    from . import switching

    switching.collect_all = collector
    gc.collect, gc.enable, gc.disable, gc.isenabled = collect, lambda: None, lambda: None, lambda: True
    gc.set_threshold = lambda *_counts: None
    sys.platform = 'linux'
