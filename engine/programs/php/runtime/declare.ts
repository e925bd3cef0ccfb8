import type { ClassCode } from './classes.js';
import type { FunctionCode } from './code.js';
import { FatalError } from './signals.js';
import type { Vm } from './vm.js';

/** Makes a function known by its name. */
export function declareFunction(vm: Vm, code: FunctionCode): void {
  const lower = code.name.toLowerCase();
  const there = vm.functions.get(lower);
  if (there?.code === code) return;
  if (there || vm.natives.has(lower)) {
    const where = there?.code ? ` (previously declared in ${there.code.file}:${there.code.line})` : '';
    throw new FatalError(`Cannot redeclare ${code.name}()${where}`, code.file, code.line);
  }
  vm.functions.set(lower, { name: code.name, code });
}

/** Declares the classes of a file that need no others, or only such as are there. */
export function declareEarly(vm: Vm, classes: readonly ClassCode[]): void {
  let left = classes;
  for (;;) {
    const later = left.filter(code => !isDeclarable(vm, code));
    for (const code of left) if (!later.includes(code)) vm.classes.declare(code);
    if (later.length === left.length || later.length === 0) return;
    left = later;
  }
}

function isDeclarable(vm: Vm, { declaration }: ClassCode): boolean {
  const traits = declaration.members.flatMap(member => (member.kind === 'traitUse' ? member.names : []));
  const needed = [...(declaration.parent === undefined ? [] : [declaration.parent]), ...declaration.interfaces, ...traits];
  return needed.every(name => vm.classes.find(name) !== undefined);
}
