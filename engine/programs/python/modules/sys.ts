import { PyDict } from '../objects/dict.js';
import { PyException, raised, typeError, valueError } from '../objects/exception.js';
import { nativeModule, type Definition } from '../objects/define.js';
import type { Native } from '../objects/functions.js';
import { PyObject, type Value } from '../objects/object.js';
import { builtinType } from '../objects/types.js';
import { intOf, PyFloat, PyList, PyTuple, type PyModule } from '../objects/values.js';
import { methods } from '../objects/define.js';
import { PyFile, textFileType } from '../builtins/file.js';
import { systemFile } from '../builtins/input.js';
import { MAX_RECURSION_LIMIT } from '../limits.js';
import { keyOf } from '../objects/keys.js';
import { Frame } from '../vm/frame.js';
import { callMethod, repr } from '../vm/protocol.js';
import { Stream } from '../vm/stream.js';
import { displayException } from '../vm/traceback.js';
import { libraryFolder } from '../vm/import.js';
import type { Vm } from '../vm/vm.js';

const excepthook: Definition = [
  'exctype, value, traceback',
  (vm, _type, value) => (value instanceof PyException ? displayException(vm, value) : null),
];

const functions: Readonly<Record<string, Definition>> = {
  exit: [
    'status?',
    (_vm, status) => {
      const thrown = status === undefined ? raised('SystemExit') : raised('SystemExit', status);
      thrown.exception.attrs = new Map([['code', status instanceof PyTuple ? (status.items[0] ?? null) : (status ?? null)]]);
      throw thrown;
    },
  ],
  getrecursionlimit: ['', vm => vm.recursionLimit],
  setrecursionlimit: [
    'limit',
    (vm, limit) => {
      const value = intOf(limit);
      if (value === undefined) throw typeError(`'${typeof limit}' object cannot be interpreted as an integer`);
      if (value < 1) throw valueError('recursion limit must be greater or equal than 1');
      vm.recursionLimit = Math.min(Number(value), MAX_RECURSION_LIMIT);
      return null;
    },
  ],
  exc_info: ['', vm => excInfo(vm.thread.handling)],
  exception: ['', vm => vm.thread.handling ?? null],
  getsizeof: ['obj, default?', (_vm, value) => (typeof value === 'string' ? 49 + value.length : typeof value === 'number' ? 28 : 56)],
  getrefcount: ['obj', () => 2],
  intern: ['string', (_vm, text) => text],
  getdefaultencoding: ['', () => 'utf-8'],
  getfilesystemencoding: ['', () => 'utf-8'],
  get_int_max_str_digits: ['', vm => vm.maxDigits],
  set_int_max_str_digits: [
    'maxdigits:',
    (vm, digits) => {
      vm.maxDigits = Number(intOf(digits) ?? 0);
      return null;
    },
  ],
  displayhook: ['value', displayHook],
  excepthook,
  __excepthook__: excepthook,
  _getframe: ['depth?', (vm, depth) => frameAt(vm, Number(intOf(depth) ?? 0))],
  settrace: ['function', () => null],
  gettrace: ['', () => null],
  setswitchinterval: ['interval', () => null],
  getswitchinterval: ['', () => new PyFloat(0.005)],
  is_finalizing: ['', () => false],
};

function excInfo(exception: PyException | undefined): Value {
  return new PyTuple(exception ? [exception.type, exception, exception.traceback ?? null] : [null, null, null]);
}

function frameAt(vm: Vm, depth: number): Value {
  let at: Vm['frame'] = vm.frame;
  for (let left = depth; left > 0 && at; left--) {
    let { back } = at;
    while (back && !(back instanceof Frame)) back = back.back;
    at = back;
  }
  if (!at) throw valueError('call stack is not deep enough');
  return at;
}

function* displayHook(vm: Vm, value: Value): Native {
  if (value === null) return null;
  vm.builtins.map.set('_', null);
  const text = yield* repr(vm, value);
  yield* callMethod(vm, systemFile(vm, 'stdout'), 'write', `${text}\n`);
  vm.builtins.map.set('_', value);
  return null;
}

/** A tuple whose items have names: `sys.version_info`. */
class PyRecord extends PyTuple {
  readonly names: readonly string[];
  constructor(title: string, entries: readonly (readonly [string, Value])[]) {
    const type = builtinType(title, tupleBase, 'sys');
    super(
      entries.map(([, value]) => value),
      type,
    );
    this.names = entries.map(([name]) => name);
    for (const [name, value] of entries) type.attrs.set(name, value);
    methods(type, each => (each instanceof PyRecord ? each : undefined), {
      __repr__: [
        '',
        function* (vm, self): Native {
          const words: string[] = [];
          for (const [index, name] of self.names.entries()) words.push(`${name}=${yield* repr(vm, self.items[index])}`);
          return `sys.${title}(${words.join(', ')})`;
        },
      ],
    });
  }
}

const tupleBase = new PyTuple([]).type;

type Entries = readonly (readonly [string, Value])[];

/** `sys`. */
export function sysModule(vm: Vm): PyModule {
  return nativeModule('sys', functions, [...standardFiles(vm), ...places(vm), ...facts(vm)]);
}

function releaseOf({ options }: Vm): Entries {
  const [major = 3, minor = 12, micro = 0] = options.version.number.split('.').map(Number);
  return [
    ['major', major],
    ['minor', minor],
    ['micro', micro],
    ['releaselevel', 'final'],
    ['serial', 0],
  ];
}

function standardFiles({ options, sys }: Vm): Entries {
  const standard = (fd: number, name: string, mode: string): PyFile => {
    const isTerminal = sys.isOpen(fd) && sys.isTerminal(fd);
    const stream = new Stream(sys, fd, options.isUnbuffered && mode === 'w' ? 'none' : isTerminal || fd === 2 ? 'line' : 'full');
    return new PyFile(stream, { name, mode, encoding: 'utf-8', errors: fd === 2 ? 'backslashreplace' : 'strict' }, textFileType);
  };
  const [stdin, stdout, stderr] = [standard(0, '<stdin>', 'r'), standard(1, '<stdout>', 'w'), standard(2, '<stderr>', 'w')];
  return [
    ['stdin', stdin],
    ['stdout', stdout],
    ['stderr', stderr],
    ['__stdin__', stdin],
    ['__stdout__', stdout],
    ['__stderr__', stderr],
  ];
}

function places(vm: Vm): Entries {
  const { options } = vm;
  const [major = 3, minor = 12, micro = 0] = options.version.number.split('.').map(Number);
  const { prefix, basePrefix, packages } = options.version;
  const release = releaseOf(vm);
  return [
    ['argv', new PyList([...options.argv])],
    ['orig_argv', new PyList([...options.argv])],
    [
      'path',
      new PyList([`${basePrefix}/lib/python${major}${minor}.zip`, libraryFolder(vm), `${libraryFolder(vm)}/lib-dynload`, ...packages]),
    ],
    ['modules', vm.modules],
    ['executable', options.executable],
    ['prefix', prefix],
    ['exec_prefix', prefix],
    ['base_prefix', basePrefix],
    ['base_exec_prefix', basePrefix],
    ['version', `${options.version.number} ${options.version.build}`],
    ['version_info', new PyRecord('version_info', release)],
    ['hexversion', (major << 24) | (minor << 16) | (micro << 8) | 0xf0],
    ['api_version', 1013],
    ['platform', 'linux'],
    ['byteorder', 'little'],
    ['maxsize', 9223372036854775807n],
    ['maxunicode', 0x10ffff],
  ];
}

function facts(vm: Vm): Entries {
  const { options } = vm;
  const release = releaseOf(vm);
  return [
    ['copyright', 'Copyright (c) 2001-2023 Python Software Foundation.\nAll Rights Reserved.'],
    ['builtin_module_names', new PyTuple([...vm.nativeModules.keys()].sort())],
    ['dont_write_bytecode', options.writesNoBytecode],
    ['float_repr_style', 'short'],
    ['flags', flagsOf(vm)],
    ['implementation', implementation(options.version.number, release)],
    ['meta_path', new PyList([])],
    ['path_hooks', new PyList([])],
    ['warnoptions', new PyList([...options.warnings])],
    ['_xoptions', new PyDict(new Map(options.extensions.map(each => [keyOf(each) ?? each, true])))],
    ['ps1', '>>> '],
    ['ps2', '... '],
    ['pycache_prefix', null],
    ['float_info', new PyRecord('float_info', floatInfo)],
    [
      'int_info',
      new PyRecord('int_info', [
        ['bits_per_digit', 30],
        ['sizeof_digit', 4],
        ['default_max_str_digits', 4300],
        ['str_digits_check_threshold', 640],
      ]),
    ],
  ];
}

const floatInfo: readonly (readonly [string, Value])[] = [
  ['max', new PyFloat(Number.MAX_VALUE)],
  ['max_exp', 1024],
  ['max_10_exp', 308],
  ['min', new PyFloat(2.2250738585072014e-308)],
  ['min_exp', -1021],
  ['min_10_exp', -307],
  ['dig', 15],
  ['mant_dig', 53],
  ['epsilon', new PyFloat(Number.EPSILON)],
  ['radix', 2],
  ['rounds', 1],
];

function flagsOf({ options }: Vm): PyRecord {
  return new PyRecord('flags', [
    ['debug', 0],
    ['inspect', options.isInteractive ? 1 : 0],
    ['interactive', options.isInteractive ? 1 : 0],
    ['optimize', options.optimize],
    ['dont_write_bytecode', options.writesNoBytecode ? 1 : 0],
    ['no_user_site', options.isIsolated ? 1 : 0],
    ['no_site', options.hasNoSite ? 1 : 0],
    ['ignore_environment', options.ignoresEnvironment ? 1 : 0],
    ['verbose', options.isVerbose ? 1 : 0],
    ['bytes_warning', options.bytesWarning],
    ['quiet', options.isQuiet ? 1 : 0],
    ['hash_randomization', 1],
    ['isolated', options.isIsolated ? 1 : 0],
    ['dev_mode', false],
    ['utf8_mode', 0],
    ['safe_path', options.isSafePath],
    ['int_max_str_digits', 4300],
  ]);
}

function implementation(version: string, release: readonly (readonly [string, Value])[]): PyObject {
  const type = builtinType('SimpleNamespace', undefined, 'types');
  const object = new PyObject(type);
  object.attrs = new Map<string, Value>([
    ['name', 'cpython'],
    ['cache_tag', `cpython-${version.split('.').slice(0, 2).join('')}`],
    ['version', new PyRecord('version_info', release)],
  ]);
  return object;
}
