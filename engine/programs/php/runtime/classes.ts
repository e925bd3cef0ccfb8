import type { ClassDeclaration, Modifiers, TypeRef, Visibility } from '../syntax/ast.js';
import type { FunctionCode } from './code.js';
import { linkClass } from './link-class.js';
import { PhpClass, PhpObject, type ClassConstant } from './object.js';
import { NeedsClass } from './signals.js';
import { ClosureObject } from './special-objects.js';
import { PhpArray } from './array.js';
import type { Callable } from './code.js';
import type { Value } from './value.js';
import type { Vm } from './vm.js';

/** A class as it was compiled. */
export interface ClassCode {
  readonly declaration: ClassDeclaration;
  readonly name: string;
  readonly file: string;
  readonly methods: readonly { readonly fn: FunctionCode; readonly modifiers: Modifiers; readonly hasBody: boolean }[];
  readonly properties: readonly {
    readonly name: string;
    readonly type: TypeRef | undefined;
    readonly modifiers: Modifiers;
    readonly initial: FunctionCode | undefined;
  }[];
  readonly constants: readonly {
    readonly name: string;
    readonly code: FunctionCode;
    readonly visibility: Visibility;
    readonly isCase: boolean;
    readonly isFinal: boolean;
  }[];
}

/** The classes of a program. */
export class Classes {
  readonly #vm: Vm;
  readonly #classes = new Map<string, PhpClass>();
  /** Asked of the autoloaders without success, by whoever looks again now. */
  readonly tried = new Set<string>();
  readonly loading = new Set<string>();
  autoloaders: Callable[] = [];

  constructor(vm: Vm) {
    this.#vm = vm;
  }

  all(): Iterable<PhpClass> {
    return this.#classes.values();
  }

  /** The class of that name, if it is there. */
  find(name: string): PhpClass | undefined {
    const lower = (name.startsWith('\\') ? name.slice(1) : name).toLowerCase();
    return this.#classes.get(lower) ?? this.#internal(lower);
  }

  #internal(lower: string): PhpClass | undefined {
    const code = this.#vm.internalClass(lower, this.#vm.extensions);
    return code && this.declare(code);
  }

  /** The class of that name; asks the autoloaders by making the instruction wait. Undefined when nobody knows it. */
  load(name: string): PhpClass | undefined {
    const found = this.find(name);
    if (found || this.autoloaders.length === 0) return found;
    const lower = name.toLowerCase();
    if (this.tried.delete(lower) || this.loading.has(lower) || !/^[\w\\\x80-\xff]+$/.test(name)) return undefined;
    throw new NeedsClass(name.startsWith('\\') ? name.slice(1) : name);
  }

  require(name: string, kind = 'Class'): PhpClass {
    const found = this.load(name);
    if (found) return found;
    throw this.#vm.errors.error(`${kind} "${name.startsWith('\\') ? name.slice(1) : name}" not found`);
  }

  /** Declares a class; its parent and interfaces must be there or loadable. */
  declare(code: ClassCode): PhpClass {
    const lower = code.name.toLowerCase();
    const there = this.#classes.get(lower);
    if (there) {
      if (there.declaration === code.declaration) return there;
      throw this.#vm.errors.fatal(`Cannot declare ${code.declaration.type} ${code.name}, because the name is already in use`);
    }
    const cls = linkClass(this.#vm, code);
    this.#classes.set(lower, cls);
    return cls;
  }

  has(lower: string): boolean {
    return this.#classes.has(lower);
  }

  alias(cls: PhpClass, name: string): void {
    this.#classes.set(name.toLowerCase(), cls);
  }

  /** The name of a class that an alias stands for. */
  realName(lower: string): string {
    const cls = this.#classes.get(lower);
    return cls ? cls.lower : lower;
  }

  /** Computes defaults of properties when the class is first used. */
  ready(cls: PhpClass): void {
    if (cls.isReady) return;
    cls.isReady = true;
    if (cls.parent) this.ready(cls.parent);
    const defaults: (readonly [string, Value | undefined])[] = [];
    for (const property of cls.properties.values()) {
      const value = property.initial ? this.#vm.loop.evaluate(property.initial, property.owner) : property.type ? undefined : null;
      defaults.push([property.name, value === undefined ? undefined : this.#vm.props.coerce(property, value)]);
    }
    cls.defaults = defaults;
    for (const [name, { property, ref }] of cls.statics) {
      if (property.owner !== cls || !property.initial) continue;
      ref.value = this.#vm.props.coerce(property, this.#vm.loop.evaluate(property.initial, cls));
      cls.statics.set(name, { property, ref });
    }
  }

  /** A new object, its constructor not called yet. */
  instantiate(cls: PhpClass): PhpObject {
    if (cls.isAbstract || cls.type !== 'class') {
      const what = cls.type === 'class' ? 'abstract class' : cls.type;
      throw this.#vm.errors.error(`Cannot instantiate ${what} ${cls.name}`);
    }
    if (cls.lower === 'closure' || cls.lower === 'generator')
      throw this.#vm.errors.error(`Instantiation of class ${cls.name} is not allowed`);
    const object = this.allocate(cls);
    if (cls.isNamed('throwable')) this.#vm.errors.stamp(object);
    if (cls.methods.has('__destruct')) this.#vm.destructibles.add(object);
    return object;
  }

  allocate(cls: PhpClass): PhpObject {
    this.ready(cls);
    const object = new PhpObject(cls, this.#vm.nextObjectId());
    for (const [name, value] of cls.defaults)
      if (value !== undefined) object.props.set(name, value instanceof PhpArray ? value.share() : value);
    return object;
  }

  closure(callable: Callable): ClosureObject {
    return new ClosureObject(this.require('Closure'), this.#vm.nextObjectId(), callable);
  }

  constant(cls: PhpClass, name: string, scope: PhpClass | undefined): Value {
    const constant = cls.constants.get(name);
    if (!constant) throw this.#vm.errors.error(`Undefined constant ${cls.name}::${name}`);
    if (constant.visibility !== 'public' && !mayUse(constant, scope))
      throw this.#vm.errors.error(`Cannot access ${constant.visibility} constant ${cls.name}::${name}`);
    const { state } = constant;
    if (state.kind === 'value') return state.value;
    if (state.kind === 'busy') throw this.#vm.errors.error(`Cannot declare self-referencing constant ${cls.name}::${name}`);
    constant.state = { kind: 'busy' };
    try {
      const value = this.#vm.loop.evaluate(state.code, constant.owner);
      constant.state = { kind: 'value', value: constant.isCase ? this.#case(constant.owner, name, value) : value };
      return constant.state.value;
    } catch (error) {
      constant.state = state;
      throw error;
    }
  }

  #case(cls: PhpClass, name: string, value: Value): PhpObject {
    const object = new PhpObject(cls, this.#vm.nextObjectId());
    object.props.set('name', name);
    if (cls.backing !== undefined) object.props.set('value', value);
    return object;
  }

  staticRef(cls: PhpClass, name: string, scope: PhpClass | undefined): NonNullable<ReturnType<PhpClass['statics']['get']>> {
    this.ready(cls);
    const found = cls.statics.get(name);
    if (!found) throw this.#vm.errors.error(`Access to undeclared static property ${cls.name}::$${name}`);
    if (!this.#vm.props.isVisible(found.property, scope))
      throw this.#vm.errors.error(`Cannot access ${found.property.modifiers.visibility} property ${cls.name}::$${name}`);
    return found;
  }
}

function mayUse(constant: ClassConstant, scope: PhpClass | undefined): boolean {
  if (!scope) return false;
  return constant.visibility === 'private' ? scope === constant.owner : scope.isA(constant.owner) || constant.owner.isA(scope);
}
