import { quoteGo } from './quote.js';
import type { Value } from './value.js';

/** Where a node stands: an offset into the template's text. */
interface Placed {
  readonly at: number;
}

/** An operand or a whole command's parts. */
export type Operand =
  | (Placed & { readonly kind: 'dot' })
  | (Placed & { readonly kind: 'nil' })
  | (Placed & { readonly kind: 'constant'; readonly value: Value; readonly text: string; readonly type: 'bool' | 'number' | 'string' })
  | (Placed & { readonly kind: 'field'; readonly names: readonly string[] })
  | (Placed & { readonly kind: 'variable'; readonly name: string; readonly names: readonly string[] })
  | (Placed & { readonly kind: 'function'; readonly name: string })
  | (Placed & { readonly kind: 'chain'; readonly operand: Operand; readonly names: readonly string[] })
  | (Placed & { readonly kind: 'pipeline'; readonly pipeline: Pipeline });

export interface Command extends Placed {
  readonly operands: readonly Operand[];
  /** All operands but the first. */
  readonly args: readonly Operand[];
}

export interface Pipeline extends Placed {
  readonly declares: readonly string[];
  /** `=` rather than `:=`. */
  readonly assigns: boolean;
  readonly commands: readonly Command[];
}

export type Node =
  | (Placed & { readonly kind: 'text'; readonly text: string })
  | (Placed & { readonly kind: 'action'; readonly pipeline: Pipeline })
  | (Placed & {
      readonly kind: 'if' | 'with' | 'range';
      readonly pipeline: Pipeline;
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[] | undefined;
    })
  | (Placed & { readonly kind: 'template'; readonly name: string; readonly pipeline: Pipeline | undefined })
  | (Placed & { readonly kind: 'break' | 'continue' });

/** An operand as error texts show it. */
export function showOperand(operand: Operand): string {
  switch (operand.kind) {
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'constant':
      return operand.text;
    case 'field':
      return operand.names.map(name => `.${name}`).join('');
    case 'variable':
      return [operand.name, ...operand.names].join('.');
    case 'function':
      return operand.name;
    case 'chain':
      return showOperand(operand.operand) + operand.names.map(name => `.${name}`).join('');
    case 'pipeline':
      return `(${showPipeline(operand.pipeline)})`;
  }
}

export function showCommand(command: Command): string {
  return command.operands.map(showOperand).join(' ');
}

export function showPipeline(pipeline: Pipeline): string {
  const declared = pipeline.declares.length > 0 ? `${pipeline.declares.join(', ')} ${pipeline.assigns ? '=' : ':='} ` : '';
  return declared + pipeline.commands.map(showCommand).join(' | ');
}

/** A node as error texts show it. */
export function showNode(node: Node): string {
  switch (node.kind) {
    case 'text':
      return quoteGo(node.text);
    case 'action':
      return `{{${showPipeline(node.pipeline)}}}`;
    case 'template':
      return `{{template ${quoteGo(node.name)}${node.pipeline ? ` ${showPipeline(node.pipeline)}` : ''}}}`;
    case 'if':
    case 'with':
    case 'range':
      return `{{${node.kind} ${showPipeline(node.pipeline)}}}`;
    case 'break':
    case 'continue':
      return `{{${node.kind}}}`;
  }
}
