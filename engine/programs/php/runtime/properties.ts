import { PhpArray } from './array.js';
import { typeName } from './convert.js';
import type { PhpClass, PhpObject, Property } from './object.js';
import { coerceTo, formatType } from './types.js';
import { Ref, type Value } from './value.js';
import type { Vm } from './vm.js';

/** Properties of objects: who may see them, what they may hold, and the methods that answer for those that are not there. */
export class Properties {
  readonly #vm: Vm;
  /** Magic methods at work, so that they do not call themselves. */
  readonly #guards = new Set<string>();

  constructor(vm: Vm) {
    this.#vm = vm;
  }

  get #scope(): PhpClass | undefined {
    return this.#vm.current?.callable.scope;
  }

  isVisible(property: Property, scope: PhpClass | undefined): boolean {
    if (property.modifiers.visibility === 'public') return true;
    if (!scope) return false;
    if (property.modifiers.visibility === 'private') return property.owner === scope;
    return scope.isA(property.owner) || property.owner.isA(scope);
  }

  #refused(object: PhpObject, name: string): Property | undefined {
    const property = object.cls.properties.get(name);
    return property && property.modifiers.visibility !== 'public' && !this.isVisible(property, this.#scope) ? property : undefined;
  }

  #magic(object: PhpObject, method: string, name: string, args: readonly Value[]): { readonly value: Value } | undefined {
    const found = object.cls.methods.get(method);
    const guard = `${object.id} ${method} ${name}`;
    if (!found || this.#guards.has(guard)) return undefined;
    this.#guards.add(guard);
    try {
      return { value: this.#vm.calls.callMethodSync(object, found, [name, ...args]) };
    } finally {
      this.#guards.delete(guard);
    }
  }

  read(object: PhpObject, name: string, quiet = false): Value {
    const property = object.cls.properties.get(name);
    const refused = property && property.modifiers.visibility !== 'public' && !this.isVisible(property, this.#scope);
    if (!refused) {
      const value = object.get(name);
      if (value !== undefined) return value;
    }
    if (object.cls.methods.size > 0) {
      if (quiet && object.cls.methods.has('__isset') && !this.#vm.toBool(this.#magic(object, '__isset', name, [])?.value ?? false))
        return null;
      const answer = this.#magic(object, '__get', name, []);
      if (answer) return answer.value;
    }
    if (quiet) return null;
    if (refused) throw this.#inaccessible(property, object);
    if (property?.type)
      throw this.#vm.errors.error(`Typed property ${property.owner.name}::$${name} must not be accessed before initialization`);
    this.#vm.errors.warning(`Undefined property: ${object.cls.name}::$${name}`);
    return null;
  }

  #inaccessible(property: Property, object: PhpObject): Error {
    return this.#vm.errors.error(`Cannot access ${property.modifiers.visibility} property ${object.cls.name}::$${property.name}`);
  }

  isset(object: PhpObject, name: string): boolean {
    if (!this.#refused(object, name)) {
      const value = object.get(name);
      if (value !== undefined) return value !== null;
    }
    const answer = this.#magic(object, '__isset', name, []);
    return answer !== undefined && this.#vm.toBool(answer.value);
  }

  write(object: PhpObject, name: string, value: Value): void {
    const property = object.cls.properties.get(name);
    if (!property) {
      if (!object.props.has(name)) {
        if (this.#magic(object, '__set', name, [value])) return;
        this.#create(object, name);
      }
      object.set(name, value);
      return;
    }
    if (property.modifiers.visibility !== 'public' && !this.isVisible(property, this.#scope)) {
      if (this.#magic(object, '__set', name, [value])) return;
      if (property.modifiers.isReadonly) this.#checkReadonly(object, property);
      throw this.#inaccessible(property, object);
    }
    if (!object.props.has(name) && !property.type && this.#magic(object, '__set', name, [value])) return;
    if (property.modifiers.isReadonly) this.#checkReadonly(object, property);
    object.set(name, property.type ? this.coerce(property, value) : value);
    if (property.modifiers.isReadonly) (object.frozen ??= new Set()).add(name);
  }

  #create(object: PhpObject, name: string): void {
    if (object.cls.type === 'enum' || object.cls.isReadonly)
      throw this.#vm.errors.error(`Cannot create dynamic property ${object.cls.name}::$${name}`);
    if (object.cls.lower !== 'stdclass' && !object.cls.isInternal && !object.cls.isNamed('stdclass'))
      this.#vm.errors.deprecated(`Creation of dynamic property ${object.cls.name}::$${name} is deprecated`);
  }

  #checkReadonly(object: PhpObject, property: Property): void {
    if (object.frozen?.has(property.name) || object.cls.type === 'enum')
      throw this.#vm.errors.error(`Cannot modify readonly property ${object.cls.name}::$${property.name}`);
    const scope = this.#scope;
    if (scope === property.owner) return;
    throw this.#vm.errors.error(
      `Cannot initialize readonly property ${object.cls.name}::$${property.name} from ${scope ? `scope ${scope.name}` : 'global scope'}`,
    );
  }

  coerce(property: Property, value: Value): Value {
    if (!property.type) return value;
    const strict = this.#vm.current?.fn.strict ?? false;
    const coerced = coerceTo(property.type, value, strict, { vm: this.#vm, scope: property.owner });
    if (coerced !== undefined) return coerced;
    throw this.#vm.errors.typeError(
      `Cannot assign ${typeName(value)} to property ${property.owner.name}::$${property.name} of type ${formatType(property.type)}`,
    );
  }

  /** The property as a reference; what `&$o->p` and foreach by reference take. */
  ref(object: PhpObject, name: string): Ref {
    const property = object.cls.properties.get(name);
    if (property && !this.isVisible(property, this.#scope)) throw this.#inaccessible(property, object);
    if (property?.modifiers.isReadonly && object.frozen?.has(name))
      throw this.#vm.errors.error(`Cannot modify readonly property ${object.cls.name}::$${name}`);
    if (!property && !object.props.has(name)) this.#create(object, name);
    return object.ref(name);
  }

  /** The array or object in a property, to be written into. */
  container(object: PhpObject, name: string): Value | undefined {
    const property = object.cls.properties.get(name);
    if (property?.modifiers.isReadonly) {
      const value = object.get(name);
      if (value instanceof PhpArray || value === undefined) this.#checkReadonly(object, property);
    }
    if (!this.#refused(object, name)) {
      const value = object.get(name);
      if (value !== undefined) return value;
    }
    const answer = this.#magic(object, '__get', name, []);
    if (answer) {
      if (answer.value instanceof PhpArray)
        this.#vm.errors.notice(`Indirect modification of overloaded property ${object.cls.name}::$${name} has no effect`);
      return answer.value;
    }
    if (property && this.#refused(object, name)) throw this.#inaccessible(property, object);
    return undefined;
  }

  unset(object: PhpObject, name: string): void {
    const property = object.cls.properties.get(name);
    if (property && !this.isVisible(property, this.#scope)) {
      if (this.#magic(object, '__unset', name, [])) return;
      throw this.#inaccessible(property, object);
    }
    if (property?.modifiers.isReadonly) throw this.#vm.errors.error(`Cannot unset readonly property ${object.cls.name}::$${name}`);
    if (object.props.has(name)) object.props.delete(name);
    else this.#magic(object, '__unset', name, []);
  }

  /** The properties that the code at work may see, in the order of their declaration. */
  visible(object: PhpObject, scope: PhpClass | undefined = this.#scope): string[] {
    return orderedNames(object).filter(name => {
      const property = object.cls.properties.get(name);
      return !property || this.isVisible(property, scope);
    });
  }
}

/** Declared ones first. */
export function orderedNames(object: PhpObject): string[] {
  const names: string[] = [];
  for (const name of object.cls.properties.keys()) if (object.props.has(name)) names.push(name);
  for (const name of object.props.keys()) if (!object.cls.properties.has(name)) names.push(name);
  return names;
}
