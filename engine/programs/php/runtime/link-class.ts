import type { ClassMember, TraitRule } from '../syntax/ast.js';
import type { ClassCode } from './classes.js';
import { PhpClass, type Method, type Property } from './object.js';
import { FatalError } from './signals.js';
import { formatType } from './types.js';
import { Ref } from './value.js';
import type { Vm } from './vm.js';

/** Puts a class together from its text, its parent, interfaces and traits. */
export function linkClass(vm: Vm, code: ClassCode): PhpClass {
  const { declaration } = code;
  const parent = declaration.parent === undefined ? undefined : vm.classes.require(declaration.parent);
  if (parent) checkParent(code, parent);
  const interfaces = declaration.interfaces.map(name => vm.classes.require(name, 'Interface'));
  const uses = declaration.members.filter(member => member.kind === 'traitUse');
  const traits = uses.map(use => ({ use, traits: use.names.map(name => vm.classes.require(name, 'Trait')) }));
  const cls = new PhpClass({
    name: code.name,
    type: declaration.type,
    parent,
    isAbstract: declaration.isAbstract,
    isFinal: declaration.isFinal,
    isReadonly: declaration.isReadonly,
    isInternal: code.file === '',
    declaration,
  });
  if (parent) inherit(cls, parent);
  if (declaration.type === 'enum') prepareEnum(vm, cls, code);
  addOwn(cls, code);
  for (const { use, traits: used } of traits) addTraits(cls, used, { use, code });
  for (const each of interfaces) addInterface(cls, each, code);
  if (cls.methods.has('__tostring') && code.name !== 'Stringable' && declaration.type !== 'trait') {
    const stringable = vm.classes.find('Stringable');
    if (stringable) cls.interfaces.set('stringable', stringable);
  }
  checkAbstract(cls, code);
  return cls;
}

function fail(code: ClassCode, message: string, line = code.declaration.line): never {
  throw new FatalError(message, code.file, line);
}

function checkParent(code: ClassCode, parent: PhpClass): void {
  const { name } = code;
  if (parent.type === 'interface') fail(code, `Class ${name} cannot extend interface ${parent.name}`);
  if (parent.type === 'trait') fail(code, `Class ${name} cannot extend trait ${parent.name}`);
  if (parent.isFinal || parent.type === 'enum') fail(code, `Class ${name} cannot extend final class ${parent.name}`);
}

function inherit(cls: PhpClass, parent: PhpClass): void {
  for (const [name, constant] of parent.constants) if (constant.visibility !== 'private') cls.constants.set(name, constant);
  for (const [name, property] of parent.properties) cls.properties.set(name, property);
  for (const [name, entry] of parent.statics) if (entry.property.modifiers.visibility !== 'private') cls.statics.set(name, entry);
  for (const [name, method] of parent.methods) cls.methods.set(name, method);
  for (const [name, each] of parent.interfaces) cls.interfaces.set(name, each);
  cls.backing = parent.backing;
}

function prepareEnum(vm: Vm, cls: PhpClass, code: ClassCode): void {
  const { backing } = code.declaration;
  cls.backing = backing === undefined ? undefined : formatType(backing) === 'int' ? 'int' : 'string';
  for (const name of cls.backing === undefined ? ['UnitEnum'] : ['UnitEnum', 'BackedEnum']) {
    const each = vm.classes.find(name);
    if (each) cls.interfaces.set(name.toLowerCase(), each);
  }
  const trait = vm.classes.find('__dd_enum');
  for (const [name, method] of trait?.methods ?? [])
    if (name === 'cases' || cls.backing !== undefined) cls.methods.set(name, { ...method, owner: cls });
}

function addOwn(cls: PhpClass, code: ClassCode): void {
  for (const { name, code: text, visibility, isCase, isFinal } of code.constants) {
    const old = cls.constants.get(name);
    if (old?.isFinal) fail(code, `${cls.name}::${name} cannot override final constant ${old.owner.name}::${name}`);
    cls.constants.set(name, { owner: cls, visibility, isCase, isFinal, state: { kind: 'code', code: text } });
  }
  for (const property of code.properties) addProperty(cls, { ...property, owner: cls }, code);
  const names = new Set<string>();
  for (const { fn, modifiers, hasBody } of code.methods) {
    const lower = fn.name.toLowerCase();
    if (names.has(lower)) fail(code, `Cannot redeclare ${cls.name}::${fn.name}()`, fn.line);
    names.add(lower);
    checkMethod(cls, code, { name: fn.name, line: fn.line, isAbstract: modifiers.isAbstract, hasBody });
    const old = cls.methods.get(lower);
    if (old?.isFinal && old.visibility !== 'private') fail(code, `Cannot override final method ${old.owner.name}::${old.name}()`, fn.line);
    checkOverride(cls, old, { code, fn: { name: fn.name, line: fn.line }, isStatic: modifiers.isStatic, visibility: modifiers.visibility });
    cls.methods.set(lower, {
      name: fn.name,
      code: fn,
      visibility: modifiers.visibility,
      isStatic: modifiers.isStatic,
      isAbstract: modifiers.isAbstract,
      isFinal: modifiers.isFinal,
      owner: cls,
    });
  }
}

const ranks = { public: 0, protected: 1, private: 2 };

function checkOverride(
  cls: PhpClass,
  old: Method | undefined,
  now: {
    readonly code: ClassCode;
    readonly fn: { readonly name: string; readonly line: number };
    readonly isStatic: boolean;
    readonly visibility: keyof typeof ranks;
  },
): void {
  if (!old || old.visibility === 'private') return;
  if (old.isStatic && !now.isStatic)
    fail(now.code, `Cannot make static method ${old.owner.name}::${old.name}() non static in class ${cls.name}`, now.fn.line);
  if (!old.isStatic && now.isStatic)
    fail(now.code, `Cannot make non static method ${old.owner.name}::${old.name}() static in class ${cls.name}`, now.fn.line);
  if (ranks[now.visibility] > ranks[old.visibility])
    fail(
      now.code,
      `Access level to ${cls.name}::${now.fn.name}() must be ${old.visibility} (as in class ${old.owner.name})${old.visibility === 'public' ? '' : ' or weaker'}`,
      now.fn.line,
    );
}

function checkMethod(
  cls: PhpClass,
  code: ClassCode,
  method: { readonly name: string; readonly line: number; readonly isAbstract: boolean; readonly hasBody: boolean },
): void {
  const { name, line } = method;
  if (method.isAbstract && method.hasBody)
    fail(code, `${cls.type === 'interface' ? 'Interface' : 'Abstract'} function ${cls.name}::${name}() cannot contain body`, line);
  if (!method.isAbstract && !method.hasBody) fail(code, `Non-abstract method ${cls.name}::${name}() must contain body`, line);
  if (method.isAbstract && cls.type === 'class' && !cls.isAbstract)
    fail(
      code,
      `Class ${cls.name} contains 1 abstract method and must therefore be declared abstract or implement the remaining methods (${cls.name}::${name})`,
    );
}

function addProperty(cls: PhpClass, property: Property, code: ClassCode): void {
  const readonly =
    cls.isReadonly && !property.modifiers.isReadonly ? { ...property, modifiers: { ...property.modifiers, isReadonly: true } } : property;
  if (readonly.modifiers.isReadonly && !readonly.type) fail(code, `Readonly property ${cls.name}::$${property.name} must have type`);
  if (property.modifiers.isStatic) cls.statics.set(property.name, { property, ref: new Ref(null) });
  else cls.properties.set(property.name, readonly);
}

function addInterface(cls: PhpClass, each: PhpClass, code: ClassCode): void {
  if (each.type !== 'interface') fail(code, `${cls.name} cannot implement ${each.name} - it is not an interface`);
  cls.interfaces.set(each.lower, each);
  for (const [name, inherited] of each.interfaces) cls.interfaces.set(name, inherited);
  for (const [name, constant] of each.constants) if (!cls.constants.has(name)) cls.constants.set(name, constant);
  for (const [name, method] of each.methods) if (!cls.methods.has(name)) cls.methods.set(name, method);
}

function addTraits(
  cls: PhpClass,
  traits: readonly PhpClass[],
  { use, code }: { readonly use: Extract<ClassMember, { kind: 'traitUse' }>; readonly code: ClassCode },
): void {
  const own = new Set(code.methods.map(({ fn }) => fn.name.toLowerCase()));
  for (const trait of traits) {
    if (trait.type !== 'trait') fail(code, `${cls.name} cannot use ${trait.name} - it is not a trait`);
    cls.traits.push(trait);
    for (const [lower, method] of trait.methods) {
      if (!isExcluded(use.rules, trait, lower)) addTraitMethod(cls, method, { lower, own, code });
      for (const rule of use.rules) addAlias(cls, method, { rule, trait, lower });
    }
    for (const property of trait.properties.values())
      if (!cls.properties.has(property.name)) addProperty(cls, { ...property, owner: cls }, code);
    for (const { property } of trait.statics.values()) addProperty(cls, { ...property, owner: cls }, code);
    for (const [name, constant] of trait.constants) cls.constants.set(name, { ...constant, owner: cls });
  }
}

function addTraitMethod(
  cls: PhpClass,
  method: Method,
  { lower, own, code }: { readonly lower: string; readonly own: ReadonlySet<string>; readonly code: ClassCode },
): void {
  if (own.has(lower)) return;
  const old = cls.methods.get(lower);
  if (old?.owner === cls && !old.isAbstract && !method.isAbstract)
    fail(
      code,
      `Trait method ${method.owner.name}::${method.name} has not been applied as ${cls.name}::${method.name}, because of collision with ${old.code.file === '' ? '' : (cls.traits[0]?.name ?? '')}::${method.name}`,
    );
  if (old && method.isAbstract) return;
  cls.methods.set(lower, { ...method, owner: cls });
}

function isExcluded(rules: readonly TraitRule[], trait: PhpClass, lower: string): boolean {
  return rules.some(rule => rule.method.toLowerCase() === lower && rule.insteadOf?.some(name => name.toLowerCase() === trait.lower));
}

function addAlias(
  cls: PhpClass,
  method: Method,
  { rule, trait, lower }: { readonly rule: TraitRule; readonly trait: PhpClass; readonly lower: string },
): void {
  if (rule.insteadOf || rule.method.toLowerCase() !== lower || (rule.trait !== undefined && rule.trait.toLowerCase() !== trait.lower))
    return;
  const name = rule.alias ?? method.name;
  cls.methods.set(name.toLowerCase(), { ...method, name, visibility: rule.visibility ?? method.visibility, owner: cls });
}

function checkAbstract(cls: PhpClass, code: ClassCode): void {
  if (cls.isAbstract || (cls.type !== 'class' && cls.type !== 'enum')) return;
  const missing = [...cls.methods.values()].filter(method => method.isAbstract);
  if (missing.length === 0) return;
  const names = missing.slice(0, 3).map(method => `${method.owner.name}::${method.name}`);
  if (missing.length > 3) names.push('...');
  const what = cls.type === 'enum' ? 'Enum' : 'Class';
  fail(
    code,
    `${what} ${cls.name} contains ${missing.length} abstract method${missing.length === 1 ? '' : 's'} and must therefore be declared abstract or implement the remaining methods (${names.join(', ')})`,
  );
}
