/** `difflib`, without its HTML. */
export const difflib = String.raw`"""How texts differ."""

from collections import namedtuple as _namedtuple

Match = _namedtuple('Match', 'a b size')


class SequenceMatcher:
    def __init__(self, isjunk=None, a='', b='', autojunk=True):
        self.isjunk, self.autojunk = isjunk, autojunk
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        self.a, self._blocks, self._codes = a, None, None

    def set_seq2(self, b):
        self.b, self._blocks, self._codes = b, None, None
        self._places = {}
        for index, each in enumerate(b):
            self._places.setdefault(each, []).append(index)
        if self.isjunk:
            self._places = {each: places for each, places in self._places.items() if not self.isjunk(each)}
        if self.autojunk and len(b) >= 200:
            self._places = {each: places for each, places in self._places.items() if len(places) <= len(b) // 100 + 1}

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        a, b = self.a, self.b
        ahi, bhi = len(a) if ahi is None else ahi, len(b) if bhi is None else bhi
        besti, bestj, size, lengths = alo, blo, 0, {}
        for i in range(alo, ahi):
            new = {}
            for j in self._places.get(a[i], ()):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                k = new[j] = lengths.get(j - 1, 0) + 1
                if k > size:
                    besti, bestj, size = i - k + 1, j - k + 1, k
            lengths = new
        while besti > alo and bestj > blo and a[besti - 1] == b[bestj - 1]:
            besti, bestj, size = besti - 1, bestj - 1, size + 1
        while besti + size < ahi and bestj + size < bhi and a[besti + size] == b[bestj + size]:
            size += 1
        return Match(besti, bestj, size)

    def get_matching_blocks(self):
        if self._blocks is None:
            todo, found = [(0, len(self.a), 0, len(self.b))], []
            while todo:
                alo, ahi, blo, bhi = todo.pop()
                i, j, k = self.find_longest_match(alo, ahi, blo, bhi)
                if k:
                    found.append((i, j, k))
                    if alo < i and blo < j:
                        todo.append((alo, i, blo, j))
                    if i + k < ahi and j + k < bhi:
                        todo.append((i + k, ahi, j + k, bhi))
            joined = []
            for i, j, k in sorted(found):
                if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
                    joined[-1] = joined[-1][0], joined[-1][1], joined[-1][2] + k
                else:
                    joined.append((i, j, k))
            self._blocks = [Match(*each) for each in joined] + [Match(len(self.a), len(self.b), 0)]
        return self._blocks

    def get_opcodes(self):
        if self._codes is None:
            i = j = 0
            self._codes = []
            for ai, bj, size in self.get_matching_blocks():
                tag = 'replace' if i < ai and j < bj else 'delete' if i < ai else 'insert' if j < bj else ''
                if tag:
                    self._codes.append((tag, i, ai, j, bj))
                i, j = ai + size, bj + size
                if size:
                    self._codes.append(('equal', ai, i, bj, j))
        return self._codes

    def get_grouped_opcodes(self, n=3):
        codes = self.get_opcodes() or [('equal', 0, 1, 0, 1)]
        codes = list(codes)
        if codes[0][0] == 'equal':
            tag, i1, i2, j1, j2 = codes[0]
            codes[0] = tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2
        if codes[-1][0] == 'equal':
            tag, i1, i2, j1, j2 = codes[-1]
            codes[-1] = tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)
        group = []
        for tag, i1, i2, j1, j2 in codes:
            if tag == 'equal' and i2 - i1 > n + n:
                group.append((tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                yield group
                group, i1, j1 = [], max(i1, i2 - n), max(j1, j2 - n)
            group.append((tag, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == 'equal'):
            yield group

    def ratio(self):
        total = len(self.a) + len(self.b)
        return 2.0 * sum(each.size for each in self.get_matching_blocks()) / total if total else 1.0

    quick_ratio = real_quick_ratio = ratio


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    if not n > 0:
        raise ValueError(f'n must be > 0: {n!r}')
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError(f'cutoff must be in [0.0, 1.0]: {cutoff!r}')
    matcher, found = SequenceMatcher(), []
    matcher.set_seq2(word)
    for each in possibilities:
        matcher.set_seq1(each)
        if matcher.ratio() >= cutoff:
            found.append((matcher.ratio(), each))
    return [each for _, each in sorted(found, reverse=True)[:n]]


def _range(start, stop):
    length = stop - start
    if length == 1:
        return str(start + 1)
    return f'{start + bool(length)},{length}'


def unified_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\n'):
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield f"--- {fromfile}{chr(9) + fromfiledate if fromfiledate else ''}{lineterm}"
            yield f"+++ {tofile}{chr(9) + tofiledate if tofiledate else ''}{lineterm}"
        first, last = group[0], group[-1]
        yield f'@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@{lineterm}'
        for tag, i1, i2, j1, j2 in group:
            if tag == 'equal':
                yield from (' ' + line for line in a[i1:i2])
                continue
            if tag in ('replace', 'delete'):
                yield from ('-' + line for line in a[i1:i2])
            if tag in ('replace', 'insert'):
                yield from ('+' + line for line in b[j1:j2])
`;
