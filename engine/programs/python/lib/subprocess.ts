/** `subprocess`. */
export const subprocess = String.raw`"""Other programs."""

import os as _os
import posix as _posix

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr
        super().__init__(returncode, cmd)

    @property
    def stdout(self):
        return self.output

    def __str__(self):
        if self.returncode < 0:
            names = {number: name for name, number in _posix.signals}
            return f"Command '{self.cmd}' died with <Signals.{names.get(-self.returncode, -self.returncode)}: {-self.returncode}>."
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."


class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout, self.output, self.stderr = cmd, timeout, output, stderr
        super().__init__(cmd, timeout)

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"


class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)

    def __repr__(self):
        shown = [f'args={self.args!r}', f'returncode={self.returncode!r}']
        shown += [f'{name}={value!r}' for name, value in (('stdout', self.stdout), ('stderr', self.stderr)) if value is not None]
        return f"{type(self).__name__}({', '.join(shown)})"


class Popen:
    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True,
                 shell=False, cwd=None, env=None, universal_newlines=None, *, text=None, encoding=None, errors=None, start_new_session=False):
        self.args = args
        words = [args] if isinstance(args, (str, bytes)) or hasattr(args, '__fspath__') else [_os.fspath(each) for each in args]
        if shell:
            words = ['/bin/sh', '-c', *words]
        self._text = bool(text or universal_newlines or encoding or errors)
        self._encoding = encoding or 'utf-8'
        self.returncode = None
        self.stdin = self.stdout = self.stderr = None
        mine, theirs = [], []
        fds = []
        for number, wanted in enumerate((stdin, stdout, stderr)):
            fds.append(self._descriptor(number, wanted, fds, mine, theirs))
        try:
            if cwd is not None and not _os.path.isdir(cwd):
                raise FileNotFoundError(2, 'No such file or directory', _os.fspath(cwd))
            self.pid = _posix.spawn(words, None if env is None else [(key, value) for key, value in env.items()], cwd, fds)
        except OSError:
            for _, each in mine:
                _os.close(each)
            raise
        finally:
            for each in theirs:
                _os.close(each)
        for number, each in mine:
            mode = ('w' if number == 0 else 'r') + ('' if self._text else 'b')
            setattr(self, ('stdin', 'stdout', 'stderr')[number], open(each, mode, **({'encoding': self._encoding} if self._text else {})))

    def _descriptor(self, number, wanted, before, mine, theirs):
        if wanted is None:
            return number
        if wanted == STDOUT:
            return before[1]
        if wanted == DEVNULL:
            fd = _os.open('/dev/null', _os.O_RDWR)
            theirs.append(fd)
            return fd
        if wanted == PIPE:
            reading, writing = _os.pipe()
            own, other = (writing, reading) if number == 0 else (reading, writing)
            mine.append((number, own))
            theirs.append(other)
            return other
        if isinstance(wanted, int):
            return wanted
        wanted.flush()
        return wanted.fileno()

    def poll(self):
        if self.returncode is None:
            pid, status = _posix.waitpid(self.pid, False)
            if pid:
                self.returncode = _os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout=None):
        import time

        end = None if timeout is None else time.monotonic() + timeout
        while self.poll() is None:
            if end is None:
                self.returncode = _os.waitstatus_to_exitcode(_posix.waitpid(self.pid, True)[1])
            elif time.monotonic() >= end:
                raise TimeoutExpired(self.args, timeout)
            else:
                time.sleep(0.01)
        return self.returncode

    def communicate(self, input=None, timeout=None):
        if self.stdin is not None:
            if input is not None:
                self.stdin.write(input)
            self.stdin.close()
        found = [None if each is None else each.read() for each in (self.stdout, self.stderr)]
        self.wait(timeout)
        return tuple(found)

    def send_signal(self, signal):
        if self.poll() is None:
            _os.kill(self.pid, signal)

    def terminate(self): self.send_signal(15)
    def kill(self): self.send_signal(9)
    def __enter__(self): return self

    def __exit__(self, *details):
        for each in (self.stdin, self.stdout, self.stderr):
            if each is not None:
                each.close()
        self.wait()

    def __repr__(self):
        return f'<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>'


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **keywords):
    if input is not None:
        if keywords.get('stdin') is not None:
            raise ValueError('stdin and input arguments may not both be used.')
        keywords['stdin'] = PIPE
    if capture_output:
        if keywords.get('stdout') is not None or keywords.get('stderr') is not None:
            raise ValueError('stdout and stderr arguments may not be used with capture_output.')
        keywords['stdout'] = keywords['stderr'] = PIPE
    with Popen(*popenargs, **keywords) as process:
        try:
            if timeout is not None:
                process.wait(timeout)
            stdout, stderr = process.communicate(input)
        except TimeoutExpired:
            process.kill()
            raise
    done = CompletedProcess(process.args, process.returncode, stdout, stderr)
    if check:
        done.check_returncode()
    return done


def call(*popenargs, timeout=None, **keywords):
    with Popen(*popenargs, **keywords) as process:
        return process.wait(timeout)


def check_call(*popenargs, **keywords):
    code = call(*popenargs, **keywords)
    if code:
        raise CalledProcessError(code, keywords.get('args') or popenargs[0])
    return 0


def check_output(*popenargs, **keywords):
    return run(*popenargs, stdout=PIPE, check=True, **keywords).stdout


def getstatusoutput(cmd):
    done = run(cmd, shell=True, text=True, stdout=PIPE, stderr=STDOUT)
    return done.returncode, done.stdout.removesuffix('\n')


def getoutput(cmd):
    return getstatusoutput(cmd)[1]
`;
