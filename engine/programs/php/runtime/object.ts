import type { ClassDeclaration, Modifiers, TypeRef, Visibility } from '../syntax/ast.js';
import type { FunctionCode } from './code.js';
import { Ref, type Slot, type Value } from './value.js';

/** A method as a class has it. */
export interface Method {
  readonly name: string;
  readonly code: FunctionCode;
  readonly visibility: Visibility;
  readonly isStatic: boolean;
  readonly isAbstract: boolean;
  readonly isFinal: boolean;
  /** The class whose text it is in (a trait's method belongs to the class that uses the trait). */
  readonly owner: PhpClass;
}

export interface Property {
  readonly name: string;
  readonly type: TypeRef | undefined;
  readonly modifiers: Modifiers;
  readonly owner: PhpClass;
  /** Computes the default; undefined where there is none (null, or uninitialized when typed). */
  readonly initial: FunctionCode | undefined;
}

export interface ClassConstant {
  readonly owner: PhpClass;
  readonly visibility: Visibility;
  readonly isCase: boolean;
  readonly isFinal: boolean;
  /** Computed when it is first asked for. */
  state:
    | { readonly kind: 'code'; readonly code: FunctionCode }
    | { readonly kind: 'value'; readonly value: Value }
    | { readonly kind: 'busy' };
}

export class PhpClass {
  readonly name: string;
  readonly type: ClassDeclaration['type'];
  readonly parent: PhpClass | undefined;
  readonly isAbstract: boolean;
  readonly isFinal: boolean;
  readonly isReadonly: boolean;
  /** All of them, inherited ones too, by lower-case name. */
  readonly interfaces = new Map<string, PhpClass>();
  readonly constants = new Map<string, ClassConstant>();
  readonly properties = new Map<string, Property>();
  readonly statics = new Map<string, { readonly property: Property; readonly ref: Ref }>();
  readonly methods = new Map<string, Method>();
  readonly traits: PhpClass[] = [];
  backing: 'int' | 'string' | undefined;
  /** Whether defaults of properties have been computed. */
  isReady = false;
  defaults: readonly (readonly [string, Value | undefined])[] = [];
  readonly isInternal: boolean;
  readonly declaration: ClassDeclaration | undefined;

  constructor(of: {
    readonly name: string;
    readonly type?: ClassDeclaration['type'];
    readonly parent?: PhpClass | undefined;
    readonly isAbstract?: boolean;
    readonly isFinal?: boolean;
    readonly isReadonly?: boolean;
    readonly isInternal?: boolean;
    readonly declaration?: ClassDeclaration;
  }) {
    this.name = of.name;
    this.type = of.type ?? 'class';
    this.parent = of.parent;
    this.isAbstract = of.isAbstract ?? false;
    this.isFinal = of.isFinal ?? false;
    this.isReadonly = of.isReadonly ?? false;
    this.isInternal = of.isInternal ?? false;
    this.declaration = of.declaration;
  }

  get lower(): string {
    return this.name.toLowerCase();
  }

  isA(other: PhpClass): boolean {
    if (this === other) return true;
    for (let each = this.parent; each; each = each.parent) if (each === other) return true;
    return other.type === 'interface' && this.interfaces.get(other.lower) === other;
  }

  isNamed(lower: string): boolean {
    if (this.lower === lower) return true;
    for (let each = this.parent; each; each = each.parent) if (each.lower === lower) return true;
    return this.interfaces.has(lower);
  }

  method(name: string): Method | undefined {
    return this.methods.get(name) ?? this.methods.get(name.toLowerCase());
  }
}

export class PhpObject {
  readonly cls: PhpClass;
  readonly id: number;
  readonly props = new Map<string, Slot>();
  /** Names of readonly properties that have their value. */
  frozen: Set<string> | undefined;

  constructor(cls: PhpClass, id: number) {
    this.cls = cls;
    this.id = id;
  }

  get(name: string): Value | undefined {
    const slot = this.props.get(name);
    return slot instanceof Ref ? slot.value : slot;
  }

  set(name: string, value: Value): void {
    const slot = this.props.get(name);
    if (slot instanceof Ref) slot.value = value;
    else this.props.set(name, value);
  }

  ref(name: string): Ref {
    const slot = this.props.get(name);
    if (slot instanceof Ref) return slot;
    const ref = new Ref(slot ?? null);
    this.props.set(name, ref);
    return ref;
  }
}
