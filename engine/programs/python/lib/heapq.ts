/** `heapq`. */
export const heapq = String.raw`"""Heaps: lists whose first item is the smallest."""

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'heappushpop', 'merge', 'nlargest', 'nsmallest']


def _rise(heap, at):
    item = heap[at]
    while at > 0:
        parent = (at - 1) // 2
        if not item < heap[parent]:
            break
        heap[at] = heap[parent]
        at = parent
    heap[at] = item


def _sink(heap, at):
    # Down to a leaf along the smaller children, then up again: most items belong near the leaves.
    end, top, item = len(heap), at, heap[at]
    child = 2 * at + 1
    while child < end:
        if child + 1 < end and not heap[child] < heap[child + 1]:
            child += 1
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    while at > top:
        parent = (at - 1) // 2
        if not item < heap[parent]:
            break
        heap[at] = heap[parent]
        at = parent
    heap[at] = item


def heapify(x, /):
    for at in reversed(range(len(x) // 2)):
        _sink(x, at)


def heappush(heap, item, /):
    heap.append(item)
    _rise(heap, len(heap) - 1)


def heappop(heap, /):
    if not heap:
        raise IndexError('index out of range')
    last = heap.pop()
    if not heap:
        return last
    smallest, heap[0] = heap[0], last
    _sink(heap, 0)
    return smallest


def heapreplace(heap, item, /):
    if not heap:
        raise IndexError('index out of range')
    smallest, heap[0] = heap[0], item
    _sink(heap, 0)
    return smallest


def heappushpop(heap, item, /):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(0, n)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(0, n)]


def merge(*iterables, key=None, reverse=False):
    waiting = []
    for order, each in enumerate(iterables):
        items = iter(each)
        for value in items:
            waiting.append((value if key is None else key(value), order, value, items))
            break
    while waiting:
        best = waiting[0]
        for entry in waiting[1:]:
            if (best[0] < entry[0]) if reverse else (entry[0] < best[0]):
                best = entry
        yield best[2]
        at = waiting.index(best)
        for value in best[3]:
            waiting[at] = (value if key is None else key(value), best[1], value, best[3])
            break
        else:
            del waiting[at]
`;
