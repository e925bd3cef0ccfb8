#!/usr/bin/env python3
"""Types the sessions of recorded.json at the real shells and writes what they showed back into it.

The recording was made on Debian 12 with bash 5.2.15, dash 0.5.12 and BusyBox 1.35.0 (busybox-static), whose greeting is left out.
A session gives the shell, what it is started with, and its keys; a number among them is a pause in seconds. A session without
`shown` is new; `--all` records all of them again.
"""
import fcntl, json, os, pty, re, select, signal, struct, sys, tempfile, termios, time
from concurrent.futures import ThreadPoolExecutor

SHELLS = {
    'bash': ('/bin/bash', ['bash', '--norc', '--noprofile']),
    'dash': ('/bin/dash', ['/bin/dash']),
    'ash': ('/usr/bin/busybox', ['/bin/ash']),
}
PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'recorded.json')


def start(session, directory, home):
    pid, fd = pty.fork()
    if pid != 0:
        return pid, fd
    os.chdir(directory)
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 24, session.get('columns', 80), 0, 0))
    env = {'PATH': '/usr/bin:/bin', 'HOME': home, 'TERM': session.get('term', 'dumb'), 'PS1': 'P> ', 'HISTFILE': '', 'INPUTRC': '/dev/null'}
    env.update(session.get('env', {}))
    os.execve(*SHELLS[session['shell']], env)


def read_for(fd, seconds):
    out, end = b'', time.time() + seconds
    while (left := end - time.time()) > 0:
        if not select.select([fd], [], [], left)[0]:
            break
        try:
            data = os.read(fd, 65536)
        except OSError:
            return out, False
        if not data:
            return out, False
        out += data
    return out, True


def record(session):
    directory, home = tempfile.mkdtemp(), tempfile.mkdtemp()
    for name, text in session.get('files', {}).items():
        path = os.path.join(directory, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if not name.endswith('/'):
            open(path, 'w').write(text)
    pid, fd = start(session, directory, home)
    out, alive = read_for(fd, 0.8)
    steps = [re.sub(rb'^.*?commands\.\r\n\r\n', b'', out, flags=re.S)]
    for key in session['keys']:
        if not alive:
            break
        if isinstance(key, str):
            os.write(fd, key.encode())
        out, alive = read_for(fd, 0.5 if isinstance(key, str) else key)
        steps.append(out)
    for number in (signal.SIGHUP, signal.SIGKILL):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            pass
    os.waitpid(pid, 0)
    os.close(fd)
    return [step.decode('utf8', 'replace').replace(directory, '/srv/here').replace(home, '/root') for step in steps]


sessions = json.load(open(PATH))
wanted = [session for session in sessions if '--all' in sys.argv or 'shown' not in session]
with ThreadPoolExecutor(8) as pool:
    for session, shown in zip(wanted, pool.map(record, wanted)):
        session['shown'] = shown
open(PATH, 'w').write('[\n' + ',\n'.join(json.dumps(session, ensure_ascii=False) for session in sessions) + '\n]\n')
