import { PyObject, PyType, type Value } from './object.js';

/** The types that the language is made of. Their methods are added in builtins/. */
const root = (name: string, bases: readonly PyType[]): PyType => {
  const type = new PyType({ name, bases, attrs: new Map(), isHeap: false });
  type.mro = [type, ...(bases[0]?.mro ?? [])];
  return type;
};

export const objectType = root('object', []);
export const typeType = root('type', [objectType]);
objectType.type = typeType;
typeType.type = typeType;

/** A type made in TypeScript. Instances of types derived from it in Python are still of the JavaScript class that its `__new__` makes. */
export function builtinType(name: string, base: PyType = objectType, module = 'builtins'): PyType {
  const type = new PyType({ name, bases: [base], attrs: new Map(), isHeap: false, meta: typeType, module });
  type.mro = [type, ...base.mro];
  return type;
}

/** One that no class may be derived from. */
function final(name: string, base: PyType = objectType, module = 'builtins'): PyType {
  const type = builtinType(name, base, module);
  type.isBase = false;
  return type;
}

export const noneType = final('NoneType');
export const notImplementedType = final('NotImplementedType');
export const ellipsisType = final('ellipsis');
export const intType = builtinType('int');
export const boolType = final('bool', intType);
export const floatType = builtinType('float');
export const complexType = builtinType('complex');
export const strType = builtinType('str');
export const bytesType = builtinType('bytes');
export const bytearrayType = builtinType('bytearray');
export const memoryviewType = final('memoryview');
export const listType = builtinType('list');
export const tupleType = builtinType('tuple');
export const dictType = builtinType('dict');
export const setType = builtinType('set');
export const frozensetType = builtinType('frozenset');
export const rangeType = final('range');
export const sliceType = final('slice');
export const functionType = final('function');
export const builtinFunctionType = final('builtin_function_or_method');
export const methodDescriptorType = final('method_descriptor');
export const wrapperDescriptorType = final('wrapper_descriptor');
export const methodWrapperType = final('method-wrapper');
export const getSetType = final('getset_descriptor');
export const memberType = final('member_descriptor');
export const methodType = final('method');
export const moduleType = builtinType('module');
export const codeType = final('code');
export const frameType = final('frame');
export const tracebackType = final('traceback');
export const cellType = final('cell');
export const generatorType = final('generator');
export const coroutineType = final('coroutine');
export const asyncGeneratorType = final('async_generator');
export const propertyType = builtinType('property');
export const classmethodType = builtinType('classmethod');
export const staticmethodType = builtinType('staticmethod');
export const superType = builtinType('super');
export const mappingProxyType = final('mappingproxy');
export const genericAliasType = builtinType('GenericAlias', objectType, 'types');
export const unionType = final('UnionType', objectType, 'types');

export const notImplemented = new PyObject(notImplementedType);
export const ellipsis = new PyObject(ellipsisType);

/** The type of any value. */
export function typeOf(value: Value): PyType {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return intType;
    case 'string':
      return strType;
    case 'boolean':
      return boolType;
    case 'undefined':
      return noneType;
    default:
      return value === null ? noneType : value.type;
  }
}
