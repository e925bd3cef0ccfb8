/** The second half of `unittest`: the runner and its command. */
export const unittestRunner = String.raw`

class TextTestResult:
    def __init__(self, stream, verbosity):
        self.stream, self.verbosity, self.testsRun = stream, verbosity, 0
        self.failures, self.errors, self.skipped, self.expectedFailures, self.unexpectedSuccesses = [], [], [], [], []

    def wasSuccessful(self): return not (self.failures or self.errors or self.unexpectedSuccesses)

    def describe(self, test):
        about = test.shortDescription()
        return f'{test}\n{about}' if about else str(test)

    def startTest(self, test):
        self.testsRun += 1
        if self.verbosity > 1:
            self.stream.write(f'{self.describe(test)} ... ')
            self.stream.flush()

    def _say(self, word, letter):
        self.stream.write(word + '\n' if self.verbosity > 1 else letter if self.verbosity == 1 else '')
        self.stream.flush()

    def _text(self, info):
        return _report(info)

    def addSuccess(self, test): self._say('ok', '.')

    def addFailure(self, test, info):
        self.failures.append((test, self._text(info)))
        self._say('FAIL', 'F')

    def addError(self, test, info):
        self.errors.append((test, self._text(info)))
        self._say('ERROR', 'E')

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))
        self._say(f'skipped {reason!r}', 's')

    def addExpectedFailure(self, test, info):
        self.expectedFailures.append((test, ''))
        self._say('expected failure', 'x')

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        self._say('unexpected success', 'u')


def _report(info):
    """The traceback without what is of unittest itself."""
    import traceback
    lines = traceback.format_exception(*info)
    text, kept, skips = ''.join(lines), [], False
    for line in text.split('\n'):
        if line.startswith('  File "'):
            skips = '/unittest/' in line
        elif not line.startswith('    '):
            skips = False
        if not skips:
            kept.append(line)
    return '\n'.join(kept)


class TextTestRunner:
    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, **ignored):
        self.stream, self.verbosity = stream or _sys.stderr, verbosity

    def run(self, test):
        result, begin = TextTestResult(self.stream, self.verbosity), _time.perf_counter()
        test.run(result)
        taken, write = _time.perf_counter() - begin, self.stream.write
        if self.verbosity:
            write('\n')
        for word, found in ('ERROR', result.errors), ('FAIL', result.failures):
            for case, text in found:
                write(f"{'=' * 70}\n{word}: {result.describe(case)}\n{'-' * 70}\n{text}\n")
        for case in result.unexpectedSuccesses:
            write(f"{'=' * 70}\nUNEXPECTED SUCCESS: {result.describe(case)}\n{'-' * 70}\n")
        write(f"{'-' * 70}\nRan {result.testsRun} test{'' if result.testsRun == 1 else 's'} in {taken:.3f}s\n\n")
        counts = [('failures', result.failures), ('errors', result.errors), ('skipped', result.skipped),
                  ('expected failures', result.expectedFailures), ('unexpected successes', result.unexpectedSuccesses)]
        shown = ', '.join(f'{name}={len(found)}' for name, found in counts if found)
        word = 'FAILED' if not result.wasSuccessful() else 'NO TESTS RAN' if not result.testsRun and not result.skipped else 'OK'
        write(word + (f' ({shown})' if shown else '') + '\n')
        return result


class TestProgram:
    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader, exit=True, verbosity=1, **ignored):
        words = list(_sys.argv if argv is None else argv)[1:]
        verbosity = 2 if '-v' in words or '--verbose' in words else 0 if '-q' in words or '--quiet' in words else verbosity
        names = [each for each in words if not each.startswith('-')]
        odd = [each for each in words if each.startswith('-') and each not in ('-v', '--verbose', '-q', '--quiet', '-b', '--buffer')]
        if odd:
            print(f'drydock: option {odd[0]} of unittest is not simulated', file=_sys.stderr)
            _sys.exit(2)
        loaded = _sys.modules[module] if isinstance(module, str) else module
        if module is None and (not names or names[0] == 'discover'):
            suite = testLoader.discover(names[1] if len(names) > 1 else '.')
        elif names:
            suite = TestSuite(testLoader.loadTestsFromName(each, loaded) for each in names)
        else:
            suite = testLoader.loadTestsFromModule(loaded)
        self.result = (testRunner or TextTestRunner)(verbosity=verbosity).run(suite) if testRunner is None or isinstance(testRunner, type) else testRunner.run(suite)
        if exit:
            _sys.exit(5 if not self.result.testsRun and not self.result.skipped else not self.result.wasSuccessful())


main = TestProgram
`;

export const unittestMain =
  "import sys\n\nfrom unittest import main\n\nif sys.argv[0].endswith('__main__.py'):\n    sys.argv[0] = 'python -m unittest'\nif '' not in sys.path:\n    sys.path.insert(0, '')\nmain(module=None)\n";
