/** `unittest`: cases, suites and the runner. */
export const unittest = String.raw`"""Tests."""

import os as _os
import re as _re
import sys as _sys
import time as _time


class SkipTest(Exception): pass


class _Raises:
    def __init__(self, case, expected, pattern=None, msg=None):
        self._case, self._expected, self._pattern, self._msg = case, expected, pattern, msg

    def __enter__(self): return self

    def __exit__(self, kind, value, traceback):
        names = self._expected.__name__ if isinstance(self._expected, type) else ' or '.join(each.__name__ for each in self._expected)
        if kind is None:
            raise self._case.failureException(self._case._formatMessage(self._msg, f'{names} not raised'))
        if not issubclass(kind, self._expected):
            return False
        self.exception = value
        if self._pattern is not None and not _re.search(self._pattern, str(value)):
            raise self._case.failureException(self._case._formatMessage(self._msg, f'"{self._pattern}" does not match "{value}"'))
        return True


def skip(reason):
    def decorate(item):
        item.__unittest_skip__, item.__unittest_skip_why__ = True, reason
        return item
    return decorate


def skipIf(condition, reason): return skip(reason) if condition else lambda item: item
def skipUnless(condition, reason): return skipIf(not condition, reason)


def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item


class TestCase:
    failureException, longMessage, maxDiff = AssertionError, True, 640

    def __init__(self, methodName='runTest'):
        self._testMethodName, self._cleanups = methodName, []
        self._testMethodDoc = getattr(getattr(self, methodName, None), '__doc__', None)

    def setUp(self): pass
    def tearDown(self): pass
    @classmethod
    def setUpClass(cls): pass
    @classmethod
    def tearDownClass(cls): pass
    def id(self): return f'{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}'
    def shortDescription(self): return self._testMethodDoc.strip().split('\n')[0].strip() if self._testMethodDoc else None
    def __str__(self): return f'{self._testMethodName} ({self.id()})'
    def __repr__(self): return f'<{type(self).__module__}.{type(self).__qualname__} testMethod={self._testMethodName}>'
    def countTestCases(self): return 1
    def skipTest(self, reason): raise SkipTest(reason)
    def addCleanup(self, function, /, *args, **kwargs): self._cleanups.append((function, args, kwargs))
    def fail(self, msg=None): raise self.failureException(msg)

    def subTest(self, msg=None, **params):
        import contextlib
        return contextlib.nullcontext()

    def _call(self, function):
        import inspect
        if inspect.iscoroutinefunction(function):
            import asyncio
            return asyncio.run(function())
        return function()

    def run(self, result):
        method = getattr(self, self._testMethodName)
        result.startTest(self)
        why = getattr(type(self), '__unittest_skip_why__', None) or getattr(method, '__unittest_skip_why__', None)
        if why is not None:
            result.addSkip(self, why)
            return result
        expects, failed = getattr(method, '__unittest_expecting_failure__', False), False
        for step in self.setUp, method, self.tearDown:
            if failed and step == method:
                continue
            if failed == 'set up':
                break
            try:
                self._call(step)
            except KeyboardInterrupt:
                raise
            except SkipTest as skipped:
                result.addSkip(self, str(skipped))
                failed = failed or 'skipped'
            except BaseException as failure:
                if expects and step == method:
                    result.addExpectedFailure(self, _sys.exc_info())
                elif isinstance(failure, self.failureException):
                    result.addFailure(self, _sys.exc_info())
                else:
                    result.addError(self, _sys.exc_info())
                failed = 'set up' if step == self.setUp else 'failed'
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)
        if not failed:
            result.addUnexpectedSuccess(self) if expects else result.addSuccess(self)
        return result

    def __call__(self, result): return self.run(result)

    def _formatMessage(self, msg, standard):
        return standard if msg is None else f'{standard} : {msg}'

    def _check(self, condition, standard, msg):
        if not condition:
            raise self.failureException(self._formatMessage(msg, standard))

    def assertTrue(self, expr, msg=None): self._check(expr, f'{expr!r} is not true', msg)
    def assertFalse(self, expr, msg=None): self._check(not expr, f'{expr!r} is not false', msg)

    def assertEqual(self, first, second, msg=None):
        if first == second:
            return
        standard = f'{first!r} != {second!r}'
        if type(first) is type(second) and isinstance(first, str):
            standard += '\n' + '\n'.join(_ndiff(first.splitlines(), second.splitlines()))
        elif type(first) is type(second) and isinstance(first, (list, tuple)):
            standard = self._sequences(first, second, standard)
        elif type(first) is type(second) and isinstance(first, dict):
            import pprint
            standard += '\n' + '\n'.join(_ndiff(pprint.pformat(first).splitlines(), pprint.pformat(second).splitlines()))
        raise self.failureException(self._formatMessage(msg, standard))

    def _sequences(self, first, second, standard):
        import pprint
        name = type(first).__name__.capitalize() + 's'
        standard = f'{name} differ: {standard}'
        for index, (one, other) in enumerate(zip(first, second)):
            if one != other:
                standard += f'\n\nFirst differing element {index}:\n{one!r}\n{other!r}\n'
                break
        else:
            standard += '\n'
        for longer, shorter, word in (first, second, 'First'), (second, first, 'Second'):
            if len(longer) > len(shorter):
                standard += f"\n{word} {type(first).__name__} contains {len(longer) - len(shorter)} additional elements.\nFirst extra element {len(shorter)}:\n{longer[len(shorter)]!r}\n"
        return standard + '\n' + '\n'.join(_ndiff(pprint.pformat(first).splitlines(), pprint.pformat(second).splitlines()))

    assertListEqual = assertTupleEqual = assertDictEqual = assertSetEqual = assertMultiLineEqual = assertEqual
    def assertNotEqual(self, first, second, msg=None): self._check(first != second, f'{first!r} == {second!r}', msg)
    def assertIs(self, expr1, expr2, msg=None): self._check(expr1 is expr2, f'{expr1!r} is not {expr2!r}', msg)
    def assertIsNot(self, expr1, expr2, msg=None): self._check(expr1 is not expr2, f'unexpectedly identical: {expr1!r}', msg)
    def assertIsNone(self, obj, msg=None): self._check(obj is None, f'{obj!r} is not None', msg)
    def assertIsNotNone(self, obj, msg=None): self._check(obj is not None, 'unexpectedly None', msg)
    def assertIn(self, member, container, msg=None): self._check(member in container, f'{member!r} not found in {container!r}', msg)
    def assertNotIn(self, member, container, msg=None): self._check(member not in container, f'{member!r} unexpectedly found in {container!r}', msg)
    def assertIsInstance(self, obj, cls, msg=None): self._check(isinstance(obj, cls), f'{obj!r} is not an instance of {cls!r}', msg)
    def assertNotIsInstance(self, obj, cls, msg=None): self._check(not isinstance(obj, cls), f'{obj!r} is an instance of {cls!r}', msg)
    def assertGreater(self, a, b, msg=None): self._check(a > b, f'{a!r} not greater than {b!r}', msg)
    def assertGreaterEqual(self, a, b, msg=None): self._check(a >= b, f'{a!r} not greater than or equal to {b!r}', msg)
    def assertLess(self, a, b, msg=None): self._check(a < b, f'{a!r} not less than {b!r}', msg)
    def assertLessEqual(self, a, b, msg=None): self._check(a <= b, f'{a!r} not less than or equal to {b!r}', msg)
    def assertRegex(self, text, pattern, msg=None): self._check(_re.search(pattern, text), f"Regex didn't match: {pattern!r} not found in {text!r}", msg)
    def assertNotRegex(self, text, pattern, msg=None): self._check(not _re.search(pattern, text), f'Regex matched: {pattern!r} matches in {text!r}', msg)

    def assertAlmostEqual(self, first, second, places=7, msg=None, delta=None):
        difference = abs(first - second)
        good = difference <= delta if delta is not None else round(difference, places) == 0
        self._check(first == second or good, f'{first!r} != {second!r} within {f"{delta!r} delta" if delta is not None else f"{places} places"} ({difference!r} difference)', msg)

    def assertNotAlmostEqual(self, first, second, places=7, msg=None):
        self._check(round(abs(first - second), places) != 0, f'{first!r} == {second!r} within {places} places', msg)

    def assertCountEqual(self, first, second, msg=None):
        left = list(second)
        for each in list(first):
            if each in left:
                left.remove(each)
            else:
                left.append(each)
        self._check(not left, 'Element counts were not equal', msg)

    def assertRaises(self, expected, *args, **kwargs):
        return self._raises(_Raises(self, expected, None, kwargs.pop('msg', None)), args, kwargs)

    def assertRaisesRegex(self, expected, pattern, *args, **kwargs):
        return self._raises(_Raises(self, expected, pattern, kwargs.pop('msg', None)), args, kwargs)

    def _raises(self, context, args, kwargs):
        if not args:
            return context
        with context:
            args[0](*args[1:], **kwargs)


def _ndiff(first, second):
    import difflib
    lines = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, first, second).get_opcodes():
        lines += [f'  {each}' for each in first[i1:i2]] if tag == 'equal' else [f'- {each}' for each in first[i1:i2]] + [f'+ {each}' for each in second[j1:j2]]
    return lines


class IsolatedAsyncioTestCase(TestCase):
    async def asyncSetUp(self): pass
    async def asyncTearDown(self): pass

    def _call(self, function):
        import asyncio
        import inspect

        async def work():
            if function == self.setUp:
                await self.asyncSetUp()
            answer = function()
            if inspect.isawaitable(answer):
                await answer
            if function == self.tearDown:
                await self.asyncTearDown()
        asyncio.run(work())


class TestSuite:
    def __init__(self, tests=()): self._tests = list(tests)
    def addTest(self, test): self._tests.append(test)
    def addTests(self, tests): self._tests += list(tests)
    def countTestCases(self): return sum(each.countTestCases() for each in self._tests)
    def __iter__(self): return iter(self._tests)

    def run(self, result):
        before = None
        for test in self._tests:
            cls = type(test)
            if isinstance(test, TestCase) and cls is not before:
                if before is not None:
                    before.tearDownClass()
                cls.setUpClass()
                before = cls
            test.run(result)
        if before is not None:
            before.tearDownClass()
        return result


class TestLoader:
    testMethodPrefix = 'test'

    def getTestCaseNames(self, testCaseClass):
        return sorted(name for name in dir(testCaseClass) if name.startswith(self.testMethodPrefix) and callable(getattr(testCaseClass, name)))

    def loadTestsFromTestCase(self, testCaseClass):
        return TestSuite(testCaseClass(name) for name in self.getTestCaseNames(testCaseClass))

    def loadTestsFromModule(self, module):
        kinds = [each for each in (getattr(module, name) for name in dir(module)) if isinstance(each, type) and issubclass(each, TestCase) and each not in (TestCase, IsolatedAsyncioTestCase)]
        return TestSuite(map(self.loadTestsFromTestCase, kinds))

    def loadTestsFromName(self, name, module=None):
        parts, found = name.split('.'), None
        for count in range(len(parts), 0, -1):
            try:
                found = __import__('.'.join(parts[:count]), fromlist=['x'])
                break
            except ModuleNotFoundError:
                continue
        else:
            found, count = module, 0
        for part in parts[count:]:
            outer, found = found, getattr(found, part)
        if isinstance(found, type):
            return self.loadTestsFromTestCase(found)
        return self.loadTestsFromModule(found) if not callable(found) else TestSuite([outer(parts[-1])])

    def discover(self, start_dir='.', pattern='test*.py', top_level_dir=None):
        import fnmatch
        import importlib
        suite, start = TestSuite(), _os.path.abspath(start_dir)
        if start not in _sys.path:
            _sys.path.insert(0, start)
        for folder, folders, files in _os.walk(start):
            folders.sort()
            folders[:] = [each for each in folders if _os.path.exists(_os.path.join(folder, each, '__init__.py'))]
            for name in sorted(files):
                if fnmatch.fnmatch(name, pattern):
                    path = _os.path.relpath(_os.path.join(folder, name), start)[:-3].replace('/', '.')
                    suite.addTest(self.loadTestsFromModule(importlib.import_module(path)))
        return suite


defaultTestLoader = TestLoader()
`;
