"""Programs that a program starts: the host's own shell, through `os.system`, `os.popen` and the standard library's `subprocess`."""

import io
import os
import shlex
import sys
import types

from _kernel import has_program

from . import errors, streams
from .door import ask, call, state

_SIGNALLED = 128


def _status(pid, patience=None):
    """The exit status of a process; None: it runs on."""
    timeout = {} if patience is None else {'timeout': patience}
    answer = ask('waitpid', None, 'wait', pid=pid, **timeout)
    if answer['ok']:
        return answer['status']
    if answer.get('timedOut') or answer['failure'] == 'EAGAIN':
        return None
    raise errors.of(answer)


def _flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError):
            pass


def system(command):
    """Runs a line in the host's shell; its status as `waitpid` has it."""
    line = os.fsdecode(command)
    answer = call('spawn', None, 'system', line=line, stdin='inherit', stdout='inherit', stderr='inherit')
    return _status(answer['pid']) << 8


def _kill(pid, number, /):
    call('kill', None, 'kill', pid=pid, signal=int(number))


def _waitpid(pid, options, /):
    status = _status(pid, 0 if options & 1 else None)
    return (0, 0) if status is None else (pid, status << 8)


def _exit(status, /):
    program = state.current.program
    ask('exit', status=status & 255)
    program.dead = True
    from .door import killed

    raise killed(program)


def _popen(cmd, mode='r', buffering=-1):
    import subprocess

    if mode not in ('r', 'w'):
        raise ValueError(f'invalid mode {mode!r}')
    if mode == 'r':
        child = subprocess.Popen(cmd, shell=True, text=True, stdout=subprocess.PIPE)
        return os._wrap_close(child.stdout, child)
    child = subprocess.Popen(cmd, shell=True, text=True, stdin=subprocess.PIPE)
    return os._wrap_close(child.stdin, child)


class _WrapClose:
    def __init__(self, stream, child):
        self._stream = stream
        self._child = child

    def close(self):
        self._stream.close()
        status = self._child.wait()
        return None if status == 0 else status << 8

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


def _here(name, *default):
    """A function of the running program, or what there is without one."""

    def function():
        me = state.current
        return getattr(me.program, name) if me is not None else default[0]

    return function


def _uname():
    host = state.current.program.host if state.current is not None else 'host'
    return os.uname_result(('Linux', host, '6.18.0', '#1 SMP', 'x86_64'))


def install():
    os.system, os.kill, os.waitpid, os._exit, os.popen = system, _kill, _waitpid, _exit, _popen
    os._wrap_close = _WrapClose
    os.getpid, os.getppid = _here('pid', 1), lambda: 1
    os.WNOHANG = 1
    os.waitstatus_to_exitcode = lambda status: status >> 8
    os.getlogin = lambda: 'student'
    os.getuid = os.geteuid = os.getgid = os.getegid = lambda: 1000
    os.uname = _uname
    os.cpu_count = os.process_cpu_count = lambda: 1
    for name in ('fork', 'forkpty', 'execv', 'execve', 'posix_spawn', 'posix_spawnp', 'register_at_fork'):
        if hasattr(os, name):
            delattr(os, name)


def posix_module():
    """`_posixsubprocess`: nothing is forked, but `subprocess` wants its name."""
    one = types.ModuleType('_posixsubprocess')
    one.fork_exec = None
    return one


# subprocess: the class Popen with its pipes and its child made by the kernel.


class _Files:
    """`io` as `subprocess` uses it: descriptors of pipes become streams."""

    TextIOWrapper = io.TextIOWrapper
    text_encoding = staticmethod(io.text_encoding)

    @staticmethod
    def open(fd, mode, _buffering=-1):
        if 'r' in mode:
            return streams.Input(fd, fd, 'read', False)
        return streams.Output(fd, fd, 'write', False)


def _standard(value, name, subprocess):
    """What the kernel is to give the child, and a file that it cannot be given directly."""
    if value is None:
        return 'inherit', None
    if value == subprocess.PIPE:
        return 'pipe', None
    if value == subprocess.DEVNULL:
        return 'null', None
    if value == subprocess.STDOUT and name == 'stderr':
        return 'stdout', None
    fd = value if isinstance(value, int) else value.fileno()
    if fd == {'stdin': 0, 'stdout': 1, 'stderr': 2}[name]:
        return 'inherit', None
    return 'pipe', value


def _line(args, shell):
    if isinstance(args, (str, bytes, os.PathLike)):
        text = os.fsdecode(args)
        return text if shell else shlex.join([text])
    words = [os.fsdecode(one) for one in args]
    if not words:
        raise IndexError('list index out of range')
    return words[0] if shell else shlex.join(words)


def change_popen(subprocess):
    """Makes the class of a fresh `subprocess` module work on the kernel."""
    subprocess._can_fork_exec = True
    subprocess.io = _Files
    Popen = subprocess.Popen

    def get_handles(self, stdin, stdout, stderr):
        self._wanted = (stdin, stdout, stderr)
        kinds = [_standard(one, name, subprocess) for one, name in zip(self._wanted, ('stdin', 'stdout', 'stderr'))]
        if kinds[2][0] == 'stdout' and kinds[1][1] is not None:
            kinds[2] = ('stdout', None)
        self._kinds = kinds
        return (-1,) * 6

    def execute_child(self, args, executable, preexec_fn, close_fds, pass_fds, cwd, env, startupinfo, creationflags, shell, *_rest):
        line = _line(args, shell)
        if not shell:
            self._check_there(args, line)
        where = {} if cwd is None else {'cwd': os.path.abspath(os.fsdecode(cwd))}
        (stdin, source), (stdout, out), (stderr, err) = self._kinds
        _flush()
        answer = call('spawn', None, 'Popen', line=line, stdin=stdin, stdout=stdout, stderr=stderr, **where)
        self.pid = answer['pid']
        self._child_created = True
        program = state.current.program
        for name in ('stdin', 'stdout', 'stderr'):
            if name in answer:
                program.descriptors[answer[name]] = 1
        self._copies = []
        text = self.text_mode
        wrap = dict(encoding=self.encoding, errors=self.errors)
        if 'stdin' in answer:
            stream = _Files.open(answer['stdin'], 'wb')
            if source is not None:
                stream.write(_octets_of(source))
                stream.close()
            else:
                self.stdin = io.TextIOWrapper(stream, write_through=True, **wrap) if text else stream
        for name, other in (('stdout', out), ('stderr', err)):
            if name not in answer:
                continue
            stream = _Files.open(answer[name], 'rb')
            if other is not None:
                self._copies.append((stream, other))
            else:
                setattr(self, name, io.TextIOWrapper(stream, **wrap) if text else stream)

    def check_there(self, args, line):
        word = os.fsdecode(args if isinstance(args, (str, bytes, os.PathLike)) else args[0])
        if not program_named(word):
            raise errors.error('ENOENT', word)

    def copy_out(self):
        for stream, other in self._copies:
            data = stream.read()
            stream.close()
            if isinstance(other, int):
                os.write(other, data)
            else:
                other.flush()
                _write_octets(other, data)
        self._copies = []

    def internal_poll(self, _deadstate=None, *_rest):
        if self.returncode is None:
            status = _status(self.pid, 0)
            if status is not None:
                self.copy_out()
                self.returncode = _signed(status)
        return self.returncode

    def wait(self, timeout):
        if self.returncode is None:
            patience = None if timeout is None else max(0, round(timeout * 1_000_000_000))
            if self._copies and timeout is None:
                self.copy_out()
            status = _status(self.pid, patience)
            if status is None:
                raise subprocess.TimeoutExpired(self.args, timeout)
            self.copy_out()
            self.returncode = _signed(status)
        return self.returncode

    def send_signal(self, number):
        self.poll()
        if self.returncode is None:
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                pass

    def enter_input(self, data):
        if self.stdin is None:
            return
        try:
            if data:
                self.stdin.write(data)
            self.stdin.close()
        except BrokenPipeError:
            pass

    def communicate_with(self, input, endtime, orig_timeout):
        enter_input(self, input)
        out = getattr(self, '_so_far', None) or {'stdout': [], 'stderr': []}
        self._so_far = out
        open_streams = {
            name: getattr(self, name)
            for name in ('stdout', 'stderr')
            if getattr(self, name) is not None and not getattr(self, name).closed
        }
        while open_streams:
            _read_some(self, open_streams, out, endtime, orig_timeout, subprocess)
        try:
            self.wait(timeout=self._remaining_time(endtime))
        except subprocess.TimeoutExpired:
            raise subprocess.TimeoutExpired(self.args, orig_timeout) from None
        return tuple(_joined(self, name, out[name]) for name in ('stdout', 'stderr'))

    Popen._get_handles = get_handles
    Popen._execute_child = execute_child
    Popen._check_there = check_there
    Popen.copy_out = copy_out
    Popen._internal_poll = internal_poll
    Popen._wait = wait
    Popen.send_signal = send_signal
    Popen._communicate = communicate_with
    Popen._copies = []


def _signed(status):
    """As Popen tells it: what died of a signal has its number, negative."""
    return _SIGNALLED - status if _SIGNALLED < status < _SIGNALLED + 32 else status


def program_named(word):
    if '/' in word:
        return os.path.exists(word)
    return has_program(word)


def _octets_of(source):
    if isinstance(source, int):
        return os.read(source, 1 << 20)
    data = source.read()
    return data.encode() if isinstance(data, str) else data


def _write_octets(stream, data):
    under = getattr(stream, 'buffer', stream)
    under.write(data)
    under.flush()


def _under(stream):
    return getattr(stream, 'buffer', stream)


def _read_some(child, open_streams, out, endtime, orig_timeout, subprocess):
    fds = {_under(stream).fileno(): name for name, stream in open_streams.items()}
    timeout = {}
    if endtime is not None:
        remaining = child._remaining_time(endtime)
        if remaining < 0:
            raise subprocess.TimeoutExpired(child.args, orig_timeout, output=b''.join(out['stdout']) or None)
        timeout = {'timeout': round(remaining * 1_000_000_000)}
    answer = call('select', None, 'communicate', read=list(fds), write=[], **{'except': []}, **timeout)
    if not answer['ready'] and timeout:
        raise subprocess.TimeoutExpired(child.args, orig_timeout, output=b''.join(out['stdout']) or None)
    for one in answer['ready']:
        name = fds[one['fd']]
        part = _under(open_streams[name]).read1(65536)
        if part:
            out[name].append(part)
        else:
            open_streams.pop(name).close()


def _joined(child, name, parts):
    if getattr(child, name) is None:
        return None
    data = b''.join(parts)
    if not child.text_mode:
        return data
    stream = getattr(child, name)
    return data.decode(stream.encoding, stream.errors).replace('\r\n', '\n').replace('\r', '\n')
