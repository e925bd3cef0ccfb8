import type { Comprehension, Expression, FunctionStatement, Statement, ClassStatement } from '../syntax/ast.js';

export type ScopeKind = 'module' | 'class' | 'function' | 'comprehension';
export type Owner = FunctionStatement | ClassStatement | Comprehension | Extract<Expression, { kind: 'lambda' }> | 'module';
export type Place = 'fast' | 'cell' | 'free' | 'global' | 'name';

/** What is known of the names in a block of code, after Python's symtable. */
export class Scope {
  readonly kind: ScopeKind;
  readonly name: string;
  readonly parent: Scope | undefined;
  readonly owner: Owner;
  readonly children = new Map<Owner, Scope>();
  readonly bound = new Set<string>();
  readonly used = new Set<string>();
  readonly globals = new Set<string>();
  readonly nonlocals = new Set<string>();
  readonly parameters: string[] = [];
  readonly cells = new Set<string>();
  readonly free = new Set<string>();
  /** The class whose private names are meant here. */
  readonly className: string | undefined;
  hasYield = false;
  hasAwait = false;
  isAsync = false;
  hasReturnValue: Statement | undefined;

  constructor(kind: ScopeKind, name: string, owner: Owner, parent?: Scope) {
    this.kind = kind;
    this.name = name;
    this.owner = owner;
    this.parent = parent;
    this.className = kind === 'class' ? name : parent?.className;
  }

  get isFunction(): boolean {
    return this.kind === 'function' || this.kind === 'comprehension';
  }

  /** Where a name lies, once all is resolved. */
  placeOf(name: string): Place {
    if (this.cells.has(name)) return 'cell';
    if (this.free.has(name)) return 'free';
    if (this.globals.has(name)) return 'global';
    if (this.isFunction) return this.bound.has(name) ? 'fast' : 'global';
    return 'name';
  }

  mangle(name: string): string {
    const { className } = this;
    if (className === undefined || !name.startsWith('__') || name.endsWith('__') || name.includes('.')) return name;
    const stripped = className.replace(/^_+/, '');
    return stripped === '' ? name : `_${stripped}${name}`;
  }

  get qualname(): string {
    const { parent } = this;
    if (!parent || parent.kind === 'module' || parent.globals.has(this.name)) return this.name;
    return parent.kind === 'class' ? `${parent.qualname}.${this.name}` : `${parent.qualname}.<locals>.${this.name}`;
  }
}

/** Decides for each name used whether it belongs to a function around. */
export function resolveScopes(scope: Scope): void {
  for (const child of scope.children.values()) resolveScopes(child);
  for (const child of scope.children.values()) {
    for (const name of child.free) {
      if (scope.isFunction && scope.bound.has(name) && !scope.globals.has(name) && !scope.nonlocals.has(name)) scope.cells.add(name);
      else if (scope.kind === 'class' && name === '__class__') scope.cells.add(name);
      else if (scope.kind !== 'module') scope.free.add(name);
    }
  }
  for (const name of scope.used) if (isFree(scope, name)) scope.free.add(name);
  for (const name of scope.nonlocals) if (findOwner(scope.parent, name)) scope.free.add(name);
}

function isFree(scope: Scope, name: string): boolean {
  if (scope.globals.has(name) || scope.cells.has(name) || (scope.bound.has(name) && !scope.nonlocals.has(name))) return false;
  return findOwner(scope.parent, name);
}

/** Whether a function around has the name as a variable. */
export function findOwner(scope: Scope | undefined, name: string): boolean {
  for (let at = scope; at; at = at.parent) {
    if (at.kind === 'class' && name === '__class__') return true;
    if (!at.isFunction) continue;
    if (at.globals.has(name)) return false;
    if (at.bound.has(name) && !at.nonlocals.has(name)) return true;
  }
  return false;
}
