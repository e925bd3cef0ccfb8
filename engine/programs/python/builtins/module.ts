import './exceptions.js';
import './float.js';
import './function.js';
import './generator.js';
import './int.js';
import './iterators.js';
import './mapping-proxy.js';
import './object.js';
import './set.js';
import './str.js';
import './type.js';
import './bytes.js';
import './complex.js';
import { PyDict } from '../objects/dict.js';
import { exceptionTypes } from '../objects/exception.js';
import { native, nativeModule } from '../objects/define.js';
import type { PyType, Value } from '../objects/object.js';
import * as types from '../objects/types.js';
import { PyModule, PyTuple, textOf } from '../objects/values.js';
import type { Vm } from '../vm/vm.js';
import { buildClass } from '../vm/build-class.js';
import { importModule } from '../vm/import.js';
import { codeFunctions } from './code.js';
import { functions } from './functions.js';
import { inputFunctions } from './input.js';
import { lazyTypes } from './lazy.js';
import { siteNames } from './site.js';
import './dict.js';
import './list.js';

const visibleTypes: readonly PyType[] = [
  types.objectType,
  types.typeType,
  types.intType,
  types.boolType,
  types.floatType,
  types.complexType,
  types.strType,
  types.bytesType,
  types.bytearrayType,
  types.memoryviewType,
  types.listType,
  types.tupleType,
  types.dictType,
  types.setType,
  types.frozensetType,
  types.rangeType,
  types.sliceType,
  types.propertyType,
  types.classmethodType,
  types.staticmethodType,
  types.superType,
  ...Object.values(lazyTypes),
];

/** `builtins`. */
export function builtinsModule(vm: Vm): PyModule {
  const shown = [...visibleTypes, ...exceptionTypes.values()].map((type): readonly [string, Value] => [type.name, type]);
  const made = nativeModule('builtins', { ...functions, ...inputFunctions, ...codeFunctions }, [
    ...shown,
    ...(vm.options.hasNoSite ? [] : siteNames()),
    ['None', null],
    ['True', true],
    ['False', false],
    ['NotImplemented', types.notImplemented],
    ['Ellipsis', types.ellipsis],
    ['__debug__', vm.options.optimize === 0],
    ['EnvironmentError', exceptionTypes.get('OSError')],
    ['IOError', exceptionTypes.get('OSError')],
    [
      '__import__',
      native('__import__', 'name:, globals=, locals=, fromlist=, level=', (inner, name, globals, _locals, from, level) =>
        importModule(inner, name, globals, from, level),
      ),
    ],
    ['__build_class__', native('__build_class__', '*args, **kwargs', (inner, args, kwargs) => buildFrom(inner, args, kwargs))],
  ]);
  const module = new PyModule('builtins');
  for (const [name, value] of made.attrs) vm.builtins.map.set(name, value);
  module.attrs = vm.builtins.map;
  return module;
}

function buildFrom(vm: Vm, args: Value, kwargs: Value): ReturnType<typeof buildClass> {
  const given = args instanceof PyTuple ? args.items : [];
  const words =
    kwargs instanceof PyDict
      ? new Map([...kwargs.map].map(([key, value]) => [textOf(typeof key === 'string' ? key : '') ?? '', value]))
      : undefined;
  return buildClass(vm, given, words);
}
