"""asyncio on the kernel: its own selector loop, which needs no pipe to itself, and a way to be woken by other threads."""

import sys

# How long a loop waits at most while other threads may call into it, in virtual seconds.
_LOOK = 0.01


def change_loops(selector_events):
    """Of a fresh `asyncio.selector_events`."""
    Loop = selector_events.BaseSelectorEventLoop

    def make_self_pipe(self):
        self._ssock = self._csock = None
        self._internal_fds += 1
        select = self._selector.select

        def patient(timeout=None):
            threading = sys.modules['threading']
            if threading.active_count() > 1 and (timeout is None or timeout > _LOOK):
                timeout = _LOOK
            return select(timeout)

        self._selector.select = patient

    def close_self_pipe(self):
        self._internal_fds -= 1

    Loop._make_self_pipe = make_self_pipe
    Loop._close_self_pipe = close_self_pipe
    Loop._write_to_self = lambda self: None


def change_unix(unix_events):
    """Of a fresh `asyncio.unix_events`: signal handlers without a pipe."""
    Loop = unix_events._UnixSelectorEventLoop

    def add_signal_handler(self, number, callback, *args):
        import signal

        self._check_closed()
        signal.signal(number, lambda _number, _frame: self.call_soon(callback, *args))

    def remove_signal_handler(self, number):
        import signal

        signal.signal(number, signal.default_int_handler if number == 2 else signal.SIG_DFL)
        return True

    Loop.add_signal_handler = add_signal_handler
    Loop.remove_signal_handler = remove_signal_handler
    Loop.close = unix_events.selector_events.BaseSelectorEventLoop.close

    async def no_subprocess(*_args, **_named):
        raise NotImplementedError('asyncio cannot start programs here; subprocess.run and subprocess.Popen can')

    Loop._make_subprocess_transport = no_subprocess
