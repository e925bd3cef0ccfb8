import { installedFiles } from '../../pip/own-files.js';
import { pip } from '../../pip/pip.js';
import { commandText } from '../../pip/wheel.js';
import { PyDict } from '../objects/dict.js';
import { nativeModule } from '../objects/define.js';
import type { Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { PyModule, PyList, textOf } from '../objects/values.js';
import type { Vm } from '../vm/vm.js';
import { attemptTask } from './arguments.js';

/** `_pip`: what the package pip of Drydock calls, and `venv` to put one into an environment. */
export function pipModule(): PyModule {
  return nativeModule('_pip', {
    main: ['', run],
    /** Its files by their paths in a folder of packages. */
    files: [
      'version, bin',
      (_vm, version, bin) => new PyDict(new Map(Object.entries(installedFiles(textOf(version) ?? '', textOf(bin) ?? '')))),
    ],
    script: ['interpreter', (_vm, interpreter) => commandText(textOf(interpreter) ?? '', 'pip._internal.cli.main:main')],
  });
}

function* run(vm: Vm): Native {
  const [first = 'pip', ...words] = argumentsOf(vm);
  const name = first.replace(/^.*\//, '');
  const { executable, version: python } = vm.options;
  const program = name === '__main__.py' ? `${executable.replace(/^.*\//, '')} -m pip` : name;
  return yield* attemptTask(() => pip(vm.sys, words, { python, executable, program }));
}

function argumentsOf(vm: Vm): readonly string[] {
  const sys = vm.module('sys');
  const argv: Value = sys instanceof PyModule ? sys.attrs.get('argv') : undefined;
  return argv instanceof PyList ? argv.items.map(each => textOf(each) ?? '') : [];
}
