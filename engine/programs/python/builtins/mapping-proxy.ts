import { construct, methods } from '../objects/define.js';
import { PyObject, type Value } from '../objects/object.js';
import { mappingProxyType } from '../objects/types.js';
import { callMethod, getItem, iterate, length, repr } from '../vm/protocol.js';
import { contains } from '../vm/contains.js';
import type { Native } from '../objects/functions.js';

/** A dict that can only be read: `Class.__dict__`. */
export class PyMappingProxy extends PyObject {
  readonly mapping: Value;
  constructor(mapping: Value) {
    super(mappingProxyType);
    this.mapping = mapping;
  }
}

const asProxy = (value: Value): PyMappingProxy | undefined => (value instanceof PyMappingProxy ? value : undefined);

construct(mappingProxyType, 'mapping', (_vm, _type, mapping) => new PyMappingProxy(mapping));
methods(mappingProxyType, asProxy, {
  __getitem__: ['key', (vm, { mapping }, key) => getItem(vm, mapping, key)],
  __contains__: ['key', (vm, { mapping }, key) => contains(vm, mapping, key)],
  __iter__: ['', (vm, { mapping }) => iterate(vm, mapping)],
  __len__: ['', (vm, { mapping }) => length(vm, mapping)],
  __repr__: [
    '',
    function* (vm, { mapping }): Native {
      return `mappingproxy(${yield* repr(vm, mapping)})`;
    },
  ],
  get: ['key, default?', (vm, { mapping }, key, fallback) => callMethod(vm, mapping, 'get', key, fallback ?? null)],
  keys: ['', (vm, { mapping }) => callMethod(vm, mapping, 'keys')],
  values: ['', (vm, { mapping }) => callMethod(vm, mapping, 'values')],
  items: ['', (vm, { mapping }) => callMethod(vm, mapping, 'items')],
  copy: ['', (vm, { mapping }) => callMethod(vm, mapping, 'copy')],
});
