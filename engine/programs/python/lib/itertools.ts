/** `itertools`. */
export const itertools = String.raw`"""Iterators for looping."""


class count:
    def __init__(self, start=0, step=1):
        self._next, self._step = start, step

    def __iter__(self):
        return self

    def __next__(self):
        value = self._next
        self._next += self._step
        return value

    def __repr__(self):
        return f'count({self._next!r})' if self._step == 1 else f'count({self._next!r}, {self._step!r})'


class repeat:
    def __init__(self, object, times=None):
        self._object = object
        self._left = None if times is None else max(0, times)

    def __iter__(self):
        return self

    def __next__(self):
        if self._left is not None:
            if self._left == 0:
                raise StopIteration
            self._left -= 1
        return self._object

    def __length_hint__(self):
        if self._left is None:
            raise TypeError('len() of unsized object')
        return self._left

    def __repr__(self):
        return f'repeat({self._object!r})' if self._left is None else f'repeat({self._object!r}, {self._left})'


class _Lazy:
    """An iterator over what a generator makes, with a class of its own name."""

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._items)


class cycle(_Lazy):
    def __init__(self, iterable, /):
        self._items = self._go(iter(iterable))

    def _go(self, items):
        saved = []
        for each in items:
            yield each
            saved.append(each)
        while saved:
            yield from saved


class accumulate(_Lazy):
    def __init__(self, iterable, func=None, *, initial=None):
        self._items = self._go(iter(iterable), func, initial)

    def _go(self, items, func, total):
        if total is None:
            try:
                total = next(items)
            except StopIteration:
                return
        yield total
        for each in items:
            total = total + each if func is None else func(total, each)
            yield total


class batched(_Lazy):
    def __init__(self, iterable, n):
        if n < 1:
            raise ValueError('n must be at least one')
        self._items = self._go(iter(iterable), n)

    def _go(self, items, n):
        while batch := tuple(islice(items, n)):
            yield batch


class chain(_Lazy):
    def __init__(self, *iterables):
        self._items = self._go(iterables)

    def _go(self, iterables):
        for each in iterables:
            yield from each

    @classmethod
    def from_iterable(cls, iterables, /):
        made = cls()
        made._items = made._go(iterables)
        return made


class compress(_Lazy):
    def __init__(self, data, selectors):
        self._items = (each for each, wanted in zip(data, selectors) if wanted)


class dropwhile(_Lazy):
    def __init__(self, predicate, iterable, /):
        self._items = self._go(predicate, iter(iterable))

    def _go(self, predicate, items):
        for each in items:
            if not predicate(each):
                yield each
                break
        yield from items


class takewhile(_Lazy):
    def __init__(self, predicate, iterable, /):
        self._items = self._go(predicate, iterable)

    def _go(self, predicate, iterable):
        for each in iterable:
            if not predicate(each):
                break
            yield each


class filterfalse(_Lazy):
    def __init__(self, function, iterable, /):
        wanted = bool if function is None else function
        self._items = (each for each in iterable if not wanted(each))


class starmap(_Lazy):
    def __init__(self, function, iterable, /):
        self._items = (function(*each) for each in iterable)


class pairwise(_Lazy):
    def __init__(self, iterable, /):
        self._items = self._go(iter(iterable))

    def _go(self, items):
        for before in items:
            break
        else:
            return
        for each in items:
            yield before, each
            before = each


class islice(_Lazy):
    def __init__(self, iterable, /, *bounds):
        if not 1 <= len(bounds) <= 3:
            raise TypeError(f'islice expected at least 2 arguments, got {1 + len(bounds)}')
        start, stop, step = (None, bounds[0], None) if len(bounds) == 1 else (*bounds, None)[:3]
        for each in (start, stop):
            if each is not None and (not isinstance(each, int) or each < 0):
                which = 'Stop argument' if len(bounds) == 1 else 'Indices'
                raise ValueError(f'{which} for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
        if step is not None and (not isinstance(step, int) or step < 1):
            raise ValueError('Step for islice() must be a positive integer or None.')
        self._items = self._go(iter(iterable), start or 0, stop, step or 1)

    def _go(self, items, start, stop, step):
        at, wanted = 0, start
        if stop is not None and stop <= start:
            for _ in range(stop):
                next(items, None)
            return
        for each in items:
            if at == wanted:
                yield each
                wanted += step
            at += 1
            if stop is not None and at >= stop:
                return


class zip_longest(_Lazy):
    def __init__(self, *iterables, fillvalue=None):
        self._items = self._go([iter(each) for each in iterables], fillvalue)

    def _go(self, iterators, fill):
        left = len(iterators)
        done = [False] * left
        while left:
            row = []
            for at, each in enumerate(iterators):
                if done[at]:
                    row.append(fill)
                    continue
                try:
                    row.append(next(each))
                except StopIteration:
                    done[at] = True
                    left -= 1
                    if not left:
                        return
                    row.append(fill)
            yield tuple(row)


class groupby:
    def __init__(self, iterable, key=None):
        self._items = iter(iterable)
        self._key = (lambda each: each) if key is None else key
        self._turn = object()
        self._target = self._current = self._value = object()

    def __iter__(self):
        return self

    def __next__(self):
        self._turn = object()
        while self._current == self._target:
            self._step()
        self._target = self._current
        return self._current, self._group(self._target, self._turn)

    def _step(self):
        self._value = next(self._items)
        self._current = self._key(self._value)

    def _group(self, target, turn):
        while self._turn is turn and self._current == target:
            yield self._value
            try:
                self._step()
            except StopIteration:
                self._current = object()
                self._target = self._current
                self._items = iter(())
                return


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError('n must be >= 0')
    items = iter(iterable)
    waiting = [[] for _ in range(n)]

    def each_of(mine):
        while True:
            if not mine:
                try:
                    value = next(items)
                except StopIteration:
                    return
                for queue in waiting:
                    queue.append(value)
            yield mine.pop(0)

    return tuple(each_of(queue) for queue in waiting)


class product(_Lazy):
    def __init__(self, *iterables, repeat=1):
        self._items = self._go([tuple(each) for each in iterables] * repeat)

    def _go(self, pools):
        places = [0] * len(pools)
        if not all(pools):
            return
        while True:
            yield tuple(pool[at] for pool, at in zip(pools, places))
            for turned in reversed(range(len(pools))):
                places[turned] += 1
                if places[turned] < len(pools[turned]):
                    break
                places[turned] = 0
            else:
                return


class permutations(_Lazy):
    def __init__(self, iterable, r=None):
        pool = tuple(iterable)
        size = len(pool) if r is None else r
        if size < 0:
            raise ValueError('r must be non-negative')
        self._items = self._go(pool, size)

    def _go(self, pool, size):
        if size > len(pool):
            return
        chosen = []

        def choices():
            return [at for at in range(len(pool)) if at not in chosen]

        levels = [iter(choices())] if size else []
        if not size:
            yield ()
        while levels:
            at = next(levels[-1], None)
            if at is None:
                levels.pop()
                if chosen:
                    chosen.pop()
                continue
            chosen.append(at)
            if len(chosen) == size:
                yield tuple(pool[each] for each in chosen)
                chosen.pop()
            else:
                levels.append(iter(choices()))


class combinations(_Lazy):
    def __init__(self, iterable, r):
        if r < 0:
            raise ValueError('r must be non-negative')
        self._items = self._go(tuple(iterable), r)

    def _go(self, pool, size):
        count = len(pool)
        if size > count:
            return
        places = list(range(size))
        while True:
            yield tuple(pool[at] for at in places)
            moved = next((at for at in reversed(range(size)) if places[at] != at + count - size), None)
            if moved is None:
                return
            places[moved] += 1
            for at in range(moved + 1, size):
                places[at] = places[at - 1] + 1


class combinations_with_replacement(_Lazy):
    def __init__(self, iterable, r):
        if r < 0:
            raise ValueError('r must be non-negative')
        self._items = self._go(tuple(iterable), r)

    def _go(self, pool, size):
        count = len(pool)
        if not count and size:
            return
        places = [0] * size
        while True:
            yield tuple(pool[at] for at in places)
            moved = next((at for at in reversed(range(size)) if places[at] != count - 1), None)
            if moved is None:
                return
            places[moved:] = [places[moved] + 1] * (size - moved)
`;
