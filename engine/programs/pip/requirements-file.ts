import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { readText } from '../input.js';
import { MAX_NESTED_FILES } from './limits.js';
import { parseRequirement, type Requirement } from './requirement.js';
import type { Wanted } from './resolve.js';
import { failure, PipError, type Session } from './session.js';

/** What a requirements file asks for. */
export interface Listed {
  readonly wanted: readonly Wanted[];
  readonly constraints: readonly Requirement[];
}

/** Reads a requirements file and those that it names. */
export function* readRequirements(session: Session, path: string, kind: '-r' | '-c' = '-r', depth = 0): Task<Listed> {
  if (depth > MAX_NESTED_FILES) throw failure('drydock: requirements files that name each other without an end');
  const wanted: Wanted[] = [];
  const constraints: Requirement[] = [];
  for (const { text, number } of logicalLines(yield* contents(session, path, kind))) {
    const [, option, value = ''] = /^(--?[\w-]+)[= ]?\s*(.*)$/.exec(text) ?? [];
    if (option === undefined) {
      wanted.push({
        requirement: requirementOf(text, path, number),
        from: `${kind} ${path} (line ${number.toString()})`,
        parent: undefined,
      });
      continue;
    }
    const other = value.startsWith('/') ? value : `${path.includes('/') ? path.replace(/[^/]*$/, '') : ''}${value}`;
    if (option === '-r' || option === '--requirement') {
      const inner = yield* readRequirements(session, other, '-r', depth + 1);
      wanted.push(...inner.wanted);
      constraints.push(...inner.constraints);
    } else if (option === '-c' || option === '--constraint')
      constraints.push(...(yield* readRequirements(session, other, '-c', depth + 1)).wanted.map(({ requirement }) => requirement));
    else throw failure(`drydock: ${option} in a requirements file is not simulated`);
  }
  return { wanted, constraints };
}

function* contents({ sys }: Session, path: string, kind: string): Task<string> {
  try {
    return yield* readText(sys, path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    const number = error.code === 'ENOENT' ? 2 : error.code === 'EACCES' ? 13 : 21;
    throw failure(
      `Could not open ${kind === '-r' ? 'requirements' : 'constraints'} file: [Errno ${number.toString()}] ${error.message}: '${path}'`,
    );
  }
}

/** Lines without comments and empty ones; a backslash joins a line with the next. */
function logicalLines(text: string): readonly { readonly text: string; readonly number: number }[] {
  const found: { text: string; number: number }[] = [];
  let open = '';
  let start = 0;
  for (const [index, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (open === '') start = index + 1;
    if (line.endsWith('\\') && !/^\s*#/.test(line)) {
      open += `${line.slice(0, -1)} `;
      continue;
    }
    const plain = (open + line).replace(/(^|\s)#.*$/, '').trim();
    open = '';
    if (plain !== '') found.push({ text: plain.replace(/\s+--hash=\S+/g, ''), number: start });
  }
  return found;
}

function requirementOf(text: string, path: string, number: number): Requirement {
  refuseOtherSources(text);
  const found = parseRequirement(text);
  if (found) return found;
  throw new PipError([`ERROR: Invalid requirement: '${text}' (from line ${number.toString()} of ${path})`]);
}

/** Packages that do not come from an index. */
export function refuseOtherSources(text: string): void {
  if (/^(git\+|hg\+|https?:|file:)|\.whl$|\.tar\.gz$|\.zip$|^\.{0,2}\/|^\.$/.test(text) || / @ /.test(text))
    throw failure(`drydock: installing from files, folders and addresses (${text}) is not simulated`);
}
