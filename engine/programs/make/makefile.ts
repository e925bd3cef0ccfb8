import { append } from '../../core/append.js';
import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { readText } from '../input.js';
import { assign, findAssignment, operatorOf, type Assignment, type Operator } from './assignment.js';
import { expand, type Context } from './expand.js';
import { logicalLines, withoutRemark, type LogicalLine } from './lines.js';
import { ruleOf, type ParsedRule } from './parse-rule.js';
import type { Recipe, RecipeLine, Rules } from './rules.js';
import { MakeError, type Origin, type Place, type Variables } from './variables.js';
import { outside, wordsOf } from './words.js';

/** What the reader needs of make. */
export interface ReaderHost {
  readonly variables: Variables;
  readonly rules: Rules;
  readonly exported: Map<string, boolean>;
  exportAll: boolean;
  context(place: Place | undefined, variables?: Variables): Context;
  warn(message: string): Task<void>;
}

interface Branch {
  /** Whether lines count now, whether one branch has counted, and whether those around count. */
  counts: boolean;
  had: boolean;
  readonly outer: boolean;
}

const MAX_INCLUDES = 50;

/** Reads makefiles: variables and rules go into the host. */
export class MakefileReader {
  readonly #host: ReaderHost;
  readonly #branches: Branch[] = [];
  #rule: { readonly parsed: ParsedRule; readonly place: Place; readonly lines: RecipeLine[] } | undefined;
  #definition:
    | { readonly name: string; readonly operator: Operator; readonly lines: string[]; depth: number; readonly origin: Origin }
    | undefined;
  #includes = 0;

  constructor(host: ReaderHost) {
    this.#host = host;
  }

  *read(text: string, file: string, firstLine = 1): Task<void> {
    const outer = this.#branches.splice(0);
    for (const line of logicalLines(text)) {
      yield* this.#host.context(undefined).sys.tick();
      yield* this.#line(line, { file, line: line.number + firstLine - 1 });
    }
    yield* this.#endRule();
    const last: Place = { file, line: text.split('\n').length };
    if (this.#branches.length > 0) throw new MakeError("missing 'endif'", last);
    if (this.#definition) throw new MakeError("missing 'endef', unterminated 'define'", last);
    append(this.#branches, outer);
  }

  get #counts(): boolean {
    return this.#branches.at(-1)?.counts ?? true;
  }

  *#line(line: LogicalLine, place: Place): Task<void> {
    if (this.#definition) return yield* this.#defineLine(line, place);
    if (line.isRecipe && this.#rule) {
      if (this.#counts) this.#rule.lines.push({ text: line.text.slice(1), place });
      return;
    }
    const text = withoutRemark(line.text).trim();
    if (text === '') return;
    if (yield* this.#conditional(text, place)) return;
    if (!this.#counts) return;
    if (line.isRecipe && findAssignment(text) === undefined) throw new MakeError('recipe commences before first target', place);
    if (yield* this.#directive(text, place)) return;
    const assignment = findAssignment(text);
    if (assignment) {
      yield* this.#endRule();
      return yield* this.#assign(assignment, 'file', place);
    }
    yield* this.#endRule();
    yield* this.#startRule(text, line.text, place);
  }

  *#startRule(text: string, raw: string, place: Place): Task<void> {
    const parsed = yield* ruleOf(this.#host.context(place), text);
    if (!parsed) {
      const isSpaces = /^ {8}/.test(raw);
      throw new MakeError(`missing separator${isSpaces ? ' (did you mean TAB instead of 8 spaces?)' : ''}`, place);
    }
    if (parsed.assignment) return yield* this.#targetVariable(parsed, place);
    const lines = parsed.inlineRecipe === undefined ? [] : [{ text: parsed.inlineRecipe, place }];
    this.#rule = { parsed, place, lines };
  }

  /** `target: NAME = value`. */
  *#targetVariable({ targets, assignment }: ParsedRule, place: Place): Task<void> {
    if (!assignment) return;
    for (const target of targets) {
      if (target.includes('%')) throw new MakeError('drydock: variables of patterns are not simulated', place);
      const { variables } = this.#host.rules.target(target);
      yield* assign(this.#host.context(place, variables), assignment, 'file');
    }
  }

  *#assign(assignment: Assignment, origin: Origin, place: Place): Task<void> {
    const context = this.#host.context(place);
    const name = (yield* expand(context, assignment.name)).trim();
    if (name === '') throw new MakeError('empty variable name', place);
    yield* assign(context, { ...assignment, name }, origin);
  }

  /** Words that begin a line of their own kind. */
  *#directive(text: string, place: Place): Task<boolean> {
    const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
    if (/^[:?+!]?=/.test(rest) || /^::?[^=]?/.test(rest)) return false;
    switch (word) {
      case 'include':
      case '-include':
      case 'sinclude':
        yield* this.#endRule();
        yield* this.#include(rest, word === 'include', place);
        return true;
      case 'define':
        yield* this.#endRule();
        this.#beginDefinition(rest, 'file', place);
        return true;
      case 'export':
      case 'unexport':
        yield* this.#endRule();
        yield* this.#export(rest, word === 'export', place);
        return true;
      case 'override':
        yield* this.#endRule();
        yield* this.#override(rest, place);
        return true;
      case 'undefine':
        this.#host.variables.delete((yield* expand(this.#host.context(place), rest)).trim());
        return true;
      case 'vpath':
        throw new MakeError('drydock: vpath is not simulated', place);
      default:
        return false;
    }
  }

  *#override(rest: string, place: Place): Task<void> {
    const defined = /^define\s+(.*)$/.exec(rest)?.[1];
    if (defined !== undefined) {
      this.#beginDefinition(defined, 'override', place);
      return;
    }
    const assignment = findAssignment(rest);
    if (!assignment) throw new MakeError("invalid 'override' directive", place);
    yield* this.#assign(assignment, 'override', place);
  }

  *#export(rest: string, on: boolean, place: Place): Task<void> {
    if (rest === '') {
      this.#host.exportAll = on;
      return;
    }
    const assignment = on ? findAssignment(rest) : undefined;
    if (assignment) yield* this.#assign(assignment, 'file', place);
    const names = assignment ? [assignment.name.trim()] : wordsOf(yield* expand(this.#host.context(place), rest));
    for (const name of names) this.#host.exported.set(name, on);
  }

  *#include(rest: string, isNeeded: boolean, place: Place): Task<void> {
    const context = this.#host.context(place);
    for (const path of wordsOf(yield* expand(context, rest))) {
      if (++this.#includes > MAX_INCLUDES) throw new MakeError('drydock: too many included files', place);
      let text: string;
      try {
        text = yield* readText(context.sys, path);
      } catch (error) {
        if (!isErrno(error)) throw error;
        if (!isNeeded) continue;
        yield* this.#host.warn(`${place.file}:${String(place.line)}: ${path}: ${error.message}`);
        throw new MakeError(`No rule to make target '${path}'`);
      }
      yield* this.read(text, path);
    }
  }

  #beginDefinition(rest: string, origin: Origin, place: Place): void {
    const [, name = '', operator = '='] = /^(.*?)\s*(=|:=|::=|\?=|\+=|!=)?$/.exec(rest) ?? [];
    if (name.trim() === '') throw new MakeError('empty variable name', place);
    this.#definition = { name: name.trim(), operator: operatorOf(operator), lines: [], depth: 1, origin };
  }

  *#defineLine(line: LogicalLine, place: Place): Task<void> {
    const definition = this.#definition;
    if (!definition) return;
    const word = withoutRemark(line.text).trim();
    if (!line.isRecipe && /^define\b/.test(word)) definition.depth++;
    if (!line.isRecipe && word === 'endef' && --definition.depth === 0) {
      this.#definition = undefined;
      const { name, operator, origin } = definition;
      if (this.#counts) yield* this.#assign({ name, operator, value: definition.lines.join('\n') }, origin, place);
      return;
    }
    definition.lines.push(line.text);
  }

  /** ifeq and its kin; true when the line was one of them. */
  *#conditional(text: string, place: Place): Task<boolean> {
    const [, word = '', rest = ''] = /^(ifn?eq|ifn?def|else|endif)\b\s*(.*)$/s.exec(text) ?? [];
    if (word === '') return false;
    if (word === 'endif') {
      if (!this.#branches.pop()) throw new MakeError("extraneous 'endif'", place);
      return true;
    }
    if (word !== 'else') {
      const outer = this.#counts;
      const isTrue = outer && (yield* this.#isTrue(word, rest, place));
      this.#branches.push({ counts: isTrue, had: isTrue, outer });
      return true;
    }
    const branch = this.#branches.at(-1);
    if (!branch) throw new MakeError("extraneous 'else'", place);
    const [, next, condition = ''] = /^(ifn?eq|ifn?def)\b\s*(.*)$/s.exec(rest) ?? [];
    const mayCount = branch.outer && !branch.had;
    branch.counts = mayCount && (next === undefined || (yield* this.#isTrue(next, condition, place)));
    branch.had ||= branch.counts;
    return true;
  }

  *#isTrue(word: string, rest: string, place: Place): Task<boolean> {
    const context = this.#host.context(place);
    if (word.endsWith('def')) {
      const name = (yield* expand(context, rest)).trim();
      const isDefined = (context.variables.get(name)?.value ?? '') !== '';
      return isDefined === (word === 'ifdef');
    }
    const sides = sidesOf(rest);
    if (!sides) throw new MakeError('invalid syntax in conditional', place);
    const isEqual = (yield* expand(context, sides[0])) === (yield* expand(context, sides[1]));
    return isEqual === (word === 'ifeq');
  }

  /** Puts the rule that was being read among the others. */
  *#endRule(): Task<void> {
    const rule = this.#rule;
    this.#rule = undefined;
    if (!rule) return;
    const { parsed, place, lines } = rule;
    const recipe: Recipe | undefined = lines.length > 0 ? { lines, place: lines[0]?.place ?? place } : undefined;
    const { rules } = this.#host;
    if (parsed.targets.some(target => target.includes('%')) && !parsed.pattern) {
      // A pattern without a recipe takes away those that were there.
      rules.patterns = rules.patterns.filter(
        each => each.targets.join(' ') !== parsed.targets.join(' ') || each.prerequisites.join(' ') !== parsed.prerequisites.join(' '),
      );
      if (recipe)
        rules.patterns.unshift({ targets: parsed.targets, prerequisites: parsed.prerequisites, orderOnly: parsed.orderOnly, recipe });
      return;
    }
    for (const name of parsed.targets) yield* this.#addTarget(parsed, name, recipe);
  }

  *#addTarget(parsed: ParsedRule, name: string, recipe: Recipe | undefined): Task<void> {
    const { rules } = this.#host;
    const target = rules.target(name);
    if (rules.first === undefined && (!name.startsWith('.') || name.includes('/'))) rules.first = name;
    const { prerequisites, orderOnly, stem } = parsed.filled(name);
    if (recipe && target.recipe && !parsed.isDoubleColon) {
      const [now, old] = [recipe.place, target.recipe.place];
      yield* this.#host.warn(`${now.file}:${String(now.line)}: warning: overriding recipe for target '${name}'`);
      yield* this.#host.warn(`${old.file}:${String(old.line)}: warning: ignoring old recipe for target '${name}'`);
    }
    // What the rule with the recipe needs comes first: $< is the first of it.
    if (recipe) target.prerequisites.unshift(...prerequisites);
    else append(target.prerequisites, prerequisites);
    append(target.orderOnly, orderOnly);
    if (parsed.isDoubleColon && target.recipe && recipe)
      target.recipe = { ...target.recipe, lines: [...target.recipe.lines, ...recipe.lines] };
    else if (recipe) target.recipe = recipe;
    target.isDoubleColon ||= parsed.isDoubleColon;
    target.stem = stem ?? target.stem;
  }
}

/** `(a,b)`, `"a" "b"` or `'a' 'b'`. */
function sidesOf(text: string): readonly [string, string] | undefined {
  if (text.startsWith('(') && text.endsWith(')')) {
    const inner = text.slice(1, -1);
    const comma = outside(inner, at => inner[at] === ',');
    return comma < 0 ? undefined : [inner.slice(0, comma).trim(), inner.slice(comma + 1).trim()];
  }
  const [, , first, , second] = /^(["'])(.*?)\1\s*(["'])(.*?)\3$/.exec(text) ?? [];
  return first === undefined || second === undefined ? undefined : [first, second];
}
