import type { Command } from '../syntax/ast.js';
import { runGroup } from './branches.js';
import type { Execution, Outcome } from './execution.js';
import { runSubshell } from './pipelines.js';

type Group = Extract<Command, { readonly kind: 'group' | 'subshell' }>;

/** `{ …; }`. For dash and ash braces around nothing but a subshell are none: their redirections are the subshell's, and its own are lost (parser.c: command). */
export function runBraces(execution: Execution, command: Group): Outcome {
  if (command.redirects.length === 0 || execution.shell.dialect.name === 'bash') return runGroup(execution, command);
  const inner = soleSubshell(command);
  return inner ? runSubshell(execution, { ...inner, redirects: command.redirects }) : runGroup(execution, command);
}

/** The subshell that is all there is in braces, and in braces in them. */
function soleSubshell({ body }: Group): Group | undefined {
  const [only] = body.items;
  const inner = body.items.length === 1 && !only?.background ? only?.command : undefined;
  if (inner?.kind === 'subshell') return inner;
  return inner?.kind === 'group' ? soleSubshell(inner) : undefined;
}
