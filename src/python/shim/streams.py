"""Standard input, output and error of a program, and pipes to programs that it starts: octets that the kernel holds."""

import builtins
import io
import os
import sys

from . import errors
from .door import ask, call, octets, state

_CHUNK = 8192


class _Stream(io.BufferedIOBase):
    """A descriptor of the kernel, and what a program asks of it."""

    def __init__(self, fd, name, shown=None, terminal=True):
        self._fd = fd
        self.name = name
        self._shown = shown
        self._terminal = terminal
        # Whose process it is: nobody else's writes into it, however late it is closed.
        self._program = state.current.program

    def isatty(self):
        return self._terminal

    def fileno(self):
        return self._fd

    @property
    def raw(self):
        return self


class Output(_Stream):
    """What is written goes to the kernel when it is flushed, or when there is much of it."""

    mode = 'wb'

    def __init__(self, fd, name, shown=None, terminal=True):
        super().__init__(fd, name, shown, terminal)
        self._parts = []
        self._length = 0

    def writable(self):
        return True

    def write(self, data, /):
        if self.closed:
            raise ValueError('write to closed file')
        data = bytes(memoryview(data))
        self._parts.append(data)
        self._length += len(data)
        if self._length > _CHUNK:
            self.flush()
        return len(data)

    def flush(self):
        if self.closed:
            raise ValueError('flush of closed file')
        if not self._parts or state.current is None or self._program.dead:
            return
        data = b''.join(self._parts)
        self._parts.clear()
        self._length = 0
        call('write', data, self._shown, fd=self._fd)

    def close(self):
        if self.closed:
            return
        try:
            if self._program.running():
                self.flush()
        finally:
            super().close()
            if self._fd > 2:
                self._program.release(self._fd)

    def __del__(self):
        try:
            self.close()
        except Exception:
            pass


class Input(_Stream):
    """What the kernel has for a descriptor, a piece at a time."""

    mode = 'rb'

    def __init__(self, fd, name, shown=None, terminal=True):
        super().__init__(fd, name, shown, terminal)
        self._kept = b''

    def readable(self):
        return True

    def _more(self, size=_CHUNK):
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        call('read', None, self._shown, fd=self._fd, size=size)
        return octets()

    def read1(self, size=-1, /):
        if self._kept:
            size = len(self._kept) if size is None or size < 0 else size
            part, self._kept = self._kept[:size], self._kept[size:]
            return part
        part = self._more()
        if size is not None and 0 <= size < len(part):
            part, self._kept = part[:size], part[size:]
        return part

    def read(self, size=-1, /):
        if size is None or size < 0:
            parts = [self._kept]
            self._kept = b''
            while part := self._more(65536):
                parts.append(part)
            return b''.join(parts)
        while len(self._kept) < size:
            part = self._more()
            if not part:
                break
            self._kept += part
        part, self._kept = self._kept[:size], self._kept[size:]
        return part

    def peek(self, _size=0, /):
        if not self._kept:
            self._kept = self._more()
        return self._kept

    def readline(self, size=-1, /):
        while b'\n' not in self._kept and not 0 <= (size or -1) <= len(self._kept):
            part = self._more()
            if not part:
                break
            self._kept += part
        end = self._kept.find(b'\n') + 1 or len(self._kept)
        if size is not None and 0 <= size < end:
            end = size
        line, self._kept = self._kept[:end], self._kept[end:]
        return line

    def readinto(self, buffer, /):
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def readinto1(self, buffer, /):
        data = self.read1(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self):
        if not self.closed:
            super().close()
            if self._fd > 2:
                self._program.release(self._fd)

    def __del__(self):
        try:
            self.close()
        except Exception:
            pass


def text(stream, **more):
    return io.TextIOWrapper(stream, encoding='utf-8', **more)


def standard(typed, shown):
    """stdin, stdout, stderr of a program; `typed`, `shown`: they are a terminal."""
    stdin = text(Input(0, '<stdin>', 'input', typed), errors='surrogateescape' if not typed else 'strict')
    stdout = text(Output(1, '<stdout>', 'print', shown), line_buffering=shown)
    stderr = text(Output(2, '<stderr>', 'print'), errors='backslashreplace', line_buffering=True)
    stdin.mode, stdout.mode, stderr.mode = 'r', 'w', 'w'
    return stdin, stdout, stderr


def _input(prompt='', /):
    """As the built-in one: the prompt to standard output, a line of standard input without its end."""
    for name in ('stdin', 'stdout', 'stderr'):
        if getattr(sys, name, None) is None:
            raise RuntimeError(f'input(): lost sys.{name}')
    sys.stderr.flush()
    sys.stdout.write(str(prompt))
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError('EOF when reading a line')
    return line.removesuffix('\n')


def _os_read(real):
    def read(fd, size, /):
        if fd == 0 or state.current is not None and fd in state.current.program.descriptors:
            call('read', fd=fd, size=size)
            return octets()
        return real(fd, size)

    return read


def _os_write(real):
    def write(fd, data, /):
        if fd in (1, 2) or state.current is not None and fd in state.current.program.descriptors:
            data = bytes(memoryview(data))
            return call('write', data, fd=fd)['count']
        return real(fd, data)

    return write


def _os_close(real):
    def close(fd, /):
        if state.current is not None and fd in state.current.program.descriptors:
            state.current.program.release(fd)
        elif fd > 2:
            real(fd)

    return close


def _os_isatty(real):
    def isatty(fd, /):
        if fd in (0, 1, 2):
            stream = (sys.__stdin__, sys.__stdout__, sys.__stderr__)[fd]
            return stream is not None and stream.isatty()
        return real(fd)

    return isatty


def install():
    builtins.input = _input
    os.read, os.write, os.close = _os_read(os.read), _os_write(os.write), _os_close(os.close)
    os.isatty = _os_isatty(os.isatty)
    os.get_terminal_size = lambda fd=1, /: os.terminal_size((80, 24))
