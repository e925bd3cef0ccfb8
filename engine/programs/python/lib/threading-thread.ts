/** The second half of `threading`: the threads themselves. */
export const threadingThread = String.raw`

class _local:
    def __new__(cls, /, *args, **keywords):
        made = object.__new__(cls)
        object.__setattr__(made, '_given', (args, keywords))
        object.__setattr__(made, '_values', {get_ident(): {}})
        return made

    def _own(self):
        values = object.__getattribute__(self, '_values')
        me = get_ident()
        if me not in values:
            values[me] = {}
            args, keywords = object.__getattribute__(self, '_given')
            type(self).__init__(self, *args, **keywords)
        return values[me]

    def __getattribute__(self, name):
        own = object.__getattribute__(self, '_own')()
        if name == '__dict__':
            return own
        if name in own:
            return own[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        object.__getattribute__(self, '_own')()[name] = value

    def __delattr__(self, name):
        own = object.__getattribute__(self, '_own')()
        if name not in own:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        del own[name]


_local.__module__, local = '_thread', _local
ExceptHookArgs = _namedtuple('ExceptHookArgs', 'exc_type exc_value exc_traceback thread')


def excepthook(args, /):
    if args.exc_type == SystemExit:
        return
    name = args.thread.name if args.thread is not None else get_ident()
    print(f'Exception in thread {name}:', file=_sys.stderr, flush=True)
    _sys.__excepthook__(args.exc_type, args.exc_value, args.exc_traceback)


__excepthook__ = excepthook


class Thread:
    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        global _counter
        assert group is None, 'group argument must be None for now'
        if name is None:
            _counter += 1
            name = f'Thread-{_counter}' + (f' ({target.__name__})' if hasattr(target, '__name__') else '')
        self._target, self._name, self._args, self._kwargs = target, str(name), args, {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = self._native_id = None
        self._started, self._over = Event(), Event()
        self._initialized = True

    def __repr__(self):
        assert self._initialized, 'Thread.__init__() was not called'
        status = 'stopped' if self._over.is_set() else 'started' if self._started.is_set() else 'initial'
        if self._daemonic:
            status += ' daemon'
        if self._ident is not None:
            status += f' {self._ident}'
        return f'<{type(self).__name__}({self._name}, {status})>'

    def start(self):
        if not self._initialized:
            raise RuntimeError('thread.__init__() not called')
        if self._started.is_set():
            raise RuntimeError('threads can only be started once')
        _thread.start_new_thread(self._bootstrap, ())
        self._started.wait()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        self._ident, self._native_id = get_ident(), get_native_id()
        _active[self._ident] = self
        self._started.set()
        self._bootstrap_inner()

    def _bootstrap_inner(self):
        try:
            self.run()
        except:
            excepthook(ExceptHookArgs(*_sys.exc_info(), self))
        finally:
            _active.pop(self._ident, None)
            self._over.set()

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError('Thread.__init__() not called')
        if not self._started.is_set():
            raise RuntimeError('cannot join thread before it is started')
        if self is current_thread():
            raise RuntimeError('cannot join current thread')
        self._over.wait(timeout if timeout is None else max(timeout, 0))

    def is_alive(self):
        return self._started.is_set() and not self._over.is_set()

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)

    @property
    def ident(self):
        return self._ident

    @property
    def native_id(self):
        return self._native_id

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if self._started.is_set():
            raise RuntimeError('cannot set daemon status of active thread')
        self._daemonic = daemonic

    def getName(self): return self.name
    def setName(self, name): self.name = name
    def isDaemon(self): return self.daemon
    def setDaemon(self, daemonic): self.daemon = daemonic


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval, self.function = interval, function
        self.args, self.kwargs = [] if args is None else args, {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    def __init__(self):
        self._name, self._daemonic, self._initialized = 'MainThread', False, True
        self._ident, self._native_id = get_ident(), get_native_id()
        self._started, self._over = Event(), Event()
        self._started.set()
        _active[self._ident] = self


class _DummyThread(Thread):
    def __init__(self):
        Thread.__init__(self, name=f'Dummy-{_counter + 1}', daemon=True)
        self._ident, self._native_id = get_ident(), get_native_id()
        self._started.set()


_main_thread = _MainThread()
_at_exit = []


def current_thread():
    return _active.get(get_ident()) or _DummyThread()


currentThread = current_thread


def main_thread(): return _main_thread
def enumerate(): return list(_active.values())
def active_count(): return len(_active)


activeCount = active_count


def _register_atexit(function, *args, **keywords):
    _at_exit.append(lambda: function(*args, **keywords))


def _shutdown():
    _main_thread._over.set()
    for work in reversed(_at_exit):
        work()
    while True:
        left = [each for each in list(_active.values()) if each is not _main_thread and not each.daemon]
        if not left:
            return
        left[0].join()
`;
