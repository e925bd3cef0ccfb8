import { ArithmeticError } from '../arithmetic/arithmetic-error.js';
import { arithmeticMessage } from '../dialect-messages.js';
import { compilePattern } from '../pattern/pattern.js';
import { ShellError } from '../state/shell-error.js';
import type { Shell } from '../state/shell.js';
import { isName } from '../state/variable-names.js';
import type { ParameterOperation, ParameterPart, Word } from '../syntax/ast.js';
import { assignElement } from './assign.js';
import { fatalStatus } from './fatal-status.js';
import { changeCase, countCharacters, replaceValue, trimValue } from './operations.js';
import { arrayKeys, resolveParameter, type Reference } from './parameters.js';
import { FieldSink, HereDocumentSink, type Sink } from './sinks.js';
import { attributesOf, transformValue, wholeArray } from './transform.js';

/** The expanded words of an operation, in the order in which they were wanted. */
export interface Operands {
  readonly texts: readonly string[];
}

export type OperandKind = 'string' | 'pattern' | 'replacement' | 'arithmetic';

/** Which words of the operation must be expanded first: none, some, or its word in place of the parameter ('emit'). */
export function operandsWanted(
  shell: Shell,
  part: ParameterPart,
  key: string | undefined,
): 'none' | 'emit' | readonly { readonly word: Word; readonly as: OperandKind }[] {
  const { operation } = part;
  if (!operation) return 'none';
  switch (operation.kind) {
    case 'default':
      return isMissing(shell, part, key, operation.colon) ? 'emit' : 'none';
    case 'alternative':
      return isMissing(shell, part, key, operation.colon) ? 'none' : 'emit';
    case 'assign':
    case 'error':
      return isMissing(shell, part, key, operation.colon) ? [{ word: operation.word, as: 'string' }] : 'none';
    case 'trim':
      // `set -u` looks at the parameter first.
      return shell.options.nounset && isMissing(shell, part, key, false) ? 'none' : [{ word: operation.pattern, as: 'pattern' }];
    case 'replace': {
      const pattern = { word: operation.pattern, as: 'pattern' } as const;
      return operation.replacement ? [pattern, { word: operation.replacement, as: 'replacement' }] : [pattern];
    }
    case 'substring': {
      const offset = { word: operation.offset, as: 'arithmetic' } as const;
      return operation.length ? [offset, { word: operation.length, as: 'arithmetic' }] : [offset];
    }
    case 'case':
      return operation.pattern ? [{ word: operation.pattern, as: 'pattern' }] : 'none';
    case 'length':
    case 'transform':
    case 'names':
    case 'keys':
      return 'none';
  }
}

/** bash puts the parameter before what is wrong with a place in it. */
export function operandFailure(shell: Shell, { name, subscript, operation }: ParameterPart, error: unknown): unknown {
  if (shell.dialect.name !== 'bash' || operation?.kind !== 'substring' || !(error instanceof ArithmeticError)) return error;
  const key = typeof subscript === 'object' ? subscript.source : subscript;
  const message = `${name}${key === undefined ? '' : `[${key}]`}: ${arithmeticMessage(error, 'bash')}`;
  return new ShellError(message, { status: 1, scope: 'line' });
}

function isMissing(shell: Shell, part: ParameterPart, key: string | undefined, colon: boolean): boolean {
  const reference = resolveParameter(shell, part, key);
  if (reference.kind === 'many') {
    // dash and ash call `$@` set, whatever there is.
    if (reference.values.length === 0) return colon || shell.dialect.name === 'bash';
    return colon && reference.values.join('') === '' && reference.values.length === 1;
  }
  return reference.value === undefined || (colon && reference.value === '');
}

export interface Expansion {
  readonly part: ParameterPart;
  readonly key: string | undefined;
  readonly sink: Sink;
  readonly quoted: boolean;
  readonly operands: Operands;
}

/** Puts what the parameter gives into the sink. */
export function finishParameter(shell: Shell, expansion: Expansion): void {
  const { part, key } = expansion;
  const { operation } = part;
  if (operation?.kind === 'names' || operation?.kind === 'keys') {
    const values = operation.kind === 'keys' ? arrayKeys(shell, part.name) : namesWith(shell, part.name);
    const joined = operation.kind === 'keys' ? part.subscript === '*' : !operation.separate;
    emit(shell, { kind: 'many', name: part.name, values, joined }, expansion);
    return;
  }
  const reference = resolveParameter(shell, part, key);
  if (!operation) emit(shell, reference, expansion);
  else if (operation.kind === 'length') emitText(String(lengthOf(shell, reference)), expansion);
  else if (operation.kind === 'default') emit(shell, reference, expansion);
  else if (operation.kind === 'assign') assignDefault(shell, reference, expansion);
  else if (operation.kind === 'error') requireSet(shell, reference, expansion, operation.colon);
  else if (operation.kind === 'substring') emit(shell, substringOf(shell, reference, expansion.operands.texts), expansion);
  else if (operation.kind === 'transform' && 'AKk'.includes(operation.letter) && reference.kind === 'many')
    emit(shell, { ...reference, values: wholeArray(shell, part.name, operation.letter) }, expansion);
  else if (!('word' in operation))
    emit(shell, mapValues(reference, shell, transformer(shell, operation, expansion), attributesAlone(shell, expansion)), expansion);
}

function emit(shell: Shell, reference: Reference, expansion: Expansion): void {
  if (reference.kind === 'one') {
    if (reference.value === undefined) {
      if (!expansion.part.operation || expansion.part.operation.kind !== 'default') checkSet(shell, reference, expansion.part);
      if (expansion.quoted) expansion.sink.quoted('');
    } else emitText(reference.value, expansion);
    return;
  }
  const { values, joined } = reference;
  const { sink, quoted } = expansion;
  // Where nothing is split, `$@` is `$*` to dash and ash.
  const isField = sink instanceof FieldSink;
  const asWords = sink instanceof HereDocumentSink && (reference.name === '*' || reference.name === '@');
  if (asWords) {
    emitText(values.join(' '), expansion);
    return;
  }
  if (joined ? quoted || !isField : !isField && shell.dialect.name !== 'bash') {
    emitText(values.join(shell.ifs.slice(0, 1)), expansion);
    return;
  }
  for (const [index, value] of values.entries()) {
    if (index > 0) sink.separate();
    if (quoted) sink.quoted(value);
    else sink.value(value);
  }
}

function emitText(text: string, { sink, quoted }: Expansion): void {
  if (quoted) sink.quoted(text);
  else sink.value(text);
}

/** `set -u` */
function checkSet(shell: Shell, reference: Reference, part: ParameterPart): void {
  if (!shell.options.nounset || reference.kind === 'many' || part.name === '@' || part.name === '*') return;
  const name = reference.key === undefined ? reference.name : `${reference.name}[${reference.key}]`;
  if (shell.dialect.name === 'bash') {
    const shown = /^(?:[0-9]+|!)$/.test(name) && /^\$(?!\{)/.test(part.source) ? `$${name}` : name;
    throw new ShellError(`${shown}: unbound variable`, { status: fatalStatus(shell), scope: 'exit' });
  }
  throw new ShellError(`${name}: parameter not set`, { status: 2, scope: 'exit' });
}

function lengthOf(shell: Shell, reference: Reference): number {
  if (shell.options.nounset && shell.dialect.name === 'bash' && (reference.kind === 'many' || reference.key !== undefined))
    checkArray(shell, reference.name);
  if (reference.kind === 'many') return reference.values.length;
  if (reference.value === undefined && shell.options.nounset)
    checkSet(shell, reference, { kind: 'parameter', name: reference.name, indirect: false, pure: true, source: '' });
  return countCharacters(reference.value ?? '');
}

/** `set -u` wants an array to count in `${#name[@]}`, not one value. */
function checkArray({ variables }: Shell, name: string): void {
  const array = name === '@' || name === '*' ? 'given' : variables.find(name)?.array;
  if (array === undefined || (array !== 'given' && array.onlyDeclared))
    throw new ShellError(`${name}: unbound variable`, { status: 1, scope: 'exit' });
}

function assignDefault(shell: Shell, reference: Reference, expansion: Expansion): void {
  const [text] = expansion.operands.texts;
  if (text === undefined) {
    emit(shell, reference, expansion);
    return;
  }
  if (reference.kind === 'many' || !isName(reference.name)) {
    if (shell.dialect.name === 'bash')
      throw new ShellError(`$${expansion.part.name}: cannot assign in this way`, { status: 1, scope: 'line' });
    throw new ShellError(`${expansion.part.name}: bad variable name`, { status: 2, scope: 'exit' });
  }
  assignElement(shell, reference.name, reference.key, text);
  emitText(shell.variables.convert(reference.name, text), expansion);
}

function requireSet(shell: Shell, reference: Reference, expansion: Expansion, colon: boolean): void {
  const [text] = expansion.operands.texts;
  if (text === undefined) {
    emit(shell, reference, expansion);
    return;
  }
  const bash = shell.dialect.name === 'bash';
  const missing = colon ? (bash ? 'parameter null or not set' : 'parameter not set or null') : 'parameter not set';
  const name = expansion.key === undefined ? expansion.part.name : `${expansion.part.name}[${expansion.key}]`;
  throw new ShellError(`${name}: ${text === '' ? missing : text}`, { status: fatalStatus(shell), scope: 'exit' });
}

function mapValues(reference: Reference, shell: Shell, change: (value: string) => string, attributes?: string): Reference {
  if (reference.kind === 'many') return { ...reference, values: reference.values.map(change) };
  if (reference.value !== undefined) return { ...reference, value: change(reference.value) };
  if (attributes !== undefined && attributes !== '') return { ...reference, value: attributes };
  if (shell.options.nounset)
    checkSet(shell, reference, { kind: 'parameter', name: reference.name, indirect: false, pure: true, source: '$' });
  return { ...reference, value: undefined };
}

/** What `${x@a}` and `${x@A}` tell of a variable that has no value yet. */
function attributesAlone(shell: Shell, { part }: Expansion): string | undefined {
  const letter = part.operation?.kind === 'transform' ? part.operation.letter : undefined;
  if (shell.options.nounset || (letter !== 'a' && letter !== 'A')) return undefined;
  const attributes = attributesOf(shell, part.name);
  return letter === 'a' || attributes === '' ? attributes : `declare -${attributes} ${part.name}`;
}

type Mapping = Extract<ParameterOperation, { kind: 'trim' | 'replace' | 'case' | 'transform' }>;

function transformer(shell: Shell, operation: Mapping, { part, operands }: Expansion): (value: string) => string {
  const [first = '', second] = operands.texts;
  if (operation.kind === 'transform') return value => transformValue(shell, part, operation.letter, value);
  if (operation.kind === 'case') return value => changeCase(value, operation, operands.texts[0]);
  const pattern = compilePattern(first, shell.patternOptions);
  if (operation.kind === 'trim') return value => trimValue(value, operation, pattern);
  const replacement =
    second === undefined ? () => '' : replacer(second, shell.dialect.name === 'bash' && shell.shopt.has('patsub_replacement'));
  return value => replaceValue(value, operation.scope, pattern, replacement);
}

/** In bash `&` is what matched, and a backslash takes that meaning away. */
function replacer(text: string, ampersands: boolean): (matched: string) => string {
  if (!ampersands || !/[&\\]/.test(text)) return () => text;
  return matched => text.replace(/\\([&\\])|&/g, (_, escaped?: string) => escaped ?? matched);
}

function substringOf(shell: Shell, reference: Reference, operands: readonly string[]): Reference {
  const offset = Number(operands[0] ?? 0);
  const length = operands[1] === undefined ? undefined : Number(operands[1]);
  if (reference.kind === 'many') return { ...reference, values: sliceElements(shell, reference, offset, length) };
  if (reference.value === undefined) return reference;
  const { value } = reference;
  const characters = /[\ud800-\udbff]/.test(value) ? [...value] : value;
  const start = offset < 0 ? characters.length + offset : offset;
  if (start < 0) return { ...reference, value: '' };
  const end = length === undefined ? characters.length : length < 0 ? characters.length + length : start + length;
  if (end < start && length !== undefined && length < 0) {
    if (start > characters.length) return { ...reference, value: '' };
    // ash takes a length that is still negative for all there is.
    if (shell.dialect.name === 'ash')
      return { ...reference, value: typeof characters === 'string' ? characters.slice(start) : characters.slice(start).join('') };
    throw new ShellError(`${String(length)}: substring expression < 0`, { status: 1, scope: 'line' });
  }
  const slice = characters.slice(start, end);
  return { ...reference, value: typeof slice === 'string' ? slice : slice.join('') };
}

/** Positional parameters count from 1, with `$0` at 0; elements of arrays from their index. */
function sliceElements(
  shell: Shell,
  reference: Extract<Reference, { kind: 'many' }>,
  offset: number,
  length: number | undefined,
): readonly string[] {
  const positional = reference.name === '@' || reference.name === '*';
  const values = positional ? [shell.name, ...reference.values] : reference.values;
  if (length !== undefined && length < 0) throw new ShellError(`${String(length)}: substring expression < 0`, { status: 1, scope: 'line' });
  const array = positional ? undefined : shell.variables.find(reference.name)?.array;
  const last = array?.kind === 'indexed' ? array.last + 1 : values.length;
  const start = offset < 0 ? last + offset : offset;
  if (start < 0) return [];
  const from = array?.kind === 'indexed' ? array.keys().findIndex(key => key >= start) : start;
  if (from < 0) return [];
  return values.slice(from, length === undefined ? undefined : from + length);
}

function namesWith(shell: Shell, prefix: string): readonly string[] {
  return shell.variables
    .names()
    .filter(name => name.startsWith(prefix))
    .sort();
}

export function badSubstitution(shell: Shell, text: string, scope: 'line' | 'exit'): ShellError {
  switch (shell.dialect.name) {
    case 'bash':
      return new ShellError(`${text}: bad substitution`, { status: 1, scope });
    case 'dash':
      return new ShellError('Bad substitution', { status: 2, scope: 'exit' });
    case 'ash':
      return new ShellError('syntax error: bad substitution', { status: 2, scope: 'exit' });
  }
}
