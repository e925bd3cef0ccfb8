/** The syntax tree of shell commands. Words keep their quoting as parts; everything else is what the grammar says. */

/** A part of a word. `pure` parts expand without running a command. */
export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'double'; readonly parts: readonly WordPart[]; readonly pure: boolean }
  | { readonly kind: 'tilde'; readonly user: string }
  | ParameterPart
  | ({ readonly kind: 'command'; readonly body: List; readonly backquoted: boolean } & Substituted)
  | { readonly kind: 'arithmetic'; readonly expression: Word }
  | ({ readonly kind: 'process'; readonly direction: '<' | '>'; readonly body: List } & Substituted)
  /** `${…}` that the dialect does not know: an error when it is expanded. */
  | { readonly kind: 'bad'; readonly text: string };

/** Commands in a word, as they stand in the source. */
interface Substituted {
  readonly text: string;
  /** As bash writes them anew, which it does with all but those in backquotes. */
  readonly printed?: () => string;
}

export interface Word {
  readonly parts: readonly WordPart[];
  /** As it stands in the source. */
  readonly source: string;
  readonly pure: boolean;
  /** The one field that it always gives: no expansion of any kind in it. */
  readonly literal: string | undefined;
  /** The variable, when the word is `$name` or `"$name"` and nothing else. */
  readonly variable: { readonly name: string; readonly quoted: boolean } | undefined;
  /** Has an unquoted brace expression that gives several words. */
  readonly braces: boolean;
}

export interface ParameterPart {
  readonly kind: 'parameter';
  readonly name: string;
  /** `a[…]`: '@', '*' or an index. */
  readonly subscript?: '@' | '*' | Word | undefined;
  /** `${!name}` */
  readonly indirect: boolean;
  readonly operation?: ParameterOperation | undefined;
  readonly pure: boolean;
  /** As it stands in the source, for messages. */
  readonly source: string;
}

export type ParameterOperation =
  | { readonly kind: 'length' }
  /** `- = ? +`, with a colon also for empty values. */
  | { readonly kind: 'default' | 'assign' | 'error' | 'alternative'; readonly colon: boolean; readonly word: Word }
  | { readonly kind: 'trim'; readonly side: 'prefix' | 'suffix'; readonly longest: boolean; readonly pattern: Word }
  | {
      readonly kind: 'replace';
      readonly scope: 'first' | 'all' | 'start' | 'end';
      readonly pattern: Word;
      readonly replacement: Word | undefined;
    }
  | { readonly kind: 'substring'; readonly offset: Word; readonly length: Word | undefined }
  | { readonly kind: 'case'; readonly change: 'upper' | 'lower' | 'toggle'; readonly all: boolean; readonly pattern: Word | undefined }
  /** `${x@Q}` */
  | { readonly kind: 'transform'; readonly letter: string }
  /** `${!prefix@}` */
  | { readonly kind: 'names'; readonly separate: boolean }
  /** `${!array[@]}` */
  | { readonly kind: 'keys' };

export interface Assignment {
  readonly kind: 'assignment';
  readonly name: string;
  readonly subscript: Word | undefined;
  readonly append: boolean;
  readonly value: Word | ArrayLiteral;
}

export interface ArrayLiteral {
  readonly kind: 'array';
  readonly elements: readonly { readonly subscript: Word | undefined; readonly append: boolean; readonly value: Word }[];
  readonly pure: boolean;
  readonly source: string;
}

export type RedirectOperator = '<' | '>' | '>>' | '>|' | '<>' | '<&' | '>&' | '&>' | '&>>' | '<<' | '<<<';

export interface Redirect {
  /** The descriptor before the operator, or a variable that gets a free one (`{name}>file`). */
  readonly fd: number | { readonly variable: string } | undefined;
  readonly operator: RedirectOperator;
  /** The file, descriptor, here-string, or body of the here-document. */
  readonly target: Word;
  /** How a here-document ended and began. */
  readonly hereDocument?: { readonly delimiter: string; readonly quoted: boolean; readonly stripTabs: boolean } | undefined;
  readonly line: number;
}

export interface SimpleCommand {
  readonly kind: 'simple';
  readonly assignments: readonly Assignment[];
  /** The command and its arguments; declarations take assignments as arguments. */
  readonly words: readonly (Word | Assignment)[];
  readonly redirects: readonly Redirect[];
  readonly line: number;
  /** Nothing in it needs more than this process to be expanded. */
  readonly pure: boolean;
}

export interface Pipeline {
  readonly kind: 'pipeline';
  readonly negated: boolean;
  readonly commands: readonly Command[];
  /** After which commands stderr goes along (`|&`), by index. */
  readonly withStderr: readonly boolean[];
  readonly timed: 'no' | 'yes' | 'posix';
  readonly line: number;
}

export interface AndOr {
  readonly kind: 'and-or';
  readonly first: Command;
  readonly rest: readonly { readonly operator: '&&' | '||'; readonly command: Command }[];
}

export interface ListItem {
  readonly command: Command;
  readonly background: boolean;
  /** A newline stands behind it, and no operator. */
  readonly newline?: boolean;
  /** As it stands in the source, for `jobs`. */
  readonly source: string;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly ListItem[];
}

export interface CaseClause {
  readonly patterns: readonly Word[];
  readonly body: List;
  readonly next: ';;' | ';&' | ';;&';
}

/** What every command but a simple one may carry. */
interface Compound {
  readonly redirects: readonly Redirect[];
  readonly line: number;
}

export interface FunctionDefinition {
  readonly kind: 'function';
  readonly name: string;
  /** Running it says that the name is none (bash). */
  readonly invalid?: true;
  readonly body: Command;
  readonly source: string;
  readonly line: number;
}

export type Command =
  | SimpleCommand
  | Pipeline
  | AndOr
  | List
  | FunctionDefinition
  | ({ readonly kind: 'subshell' | 'group'; readonly body: List } & Compound)
  | ({
      readonly kind: 'if';
      readonly branches: readonly { readonly test: List; readonly body: List }[];
      readonly otherwise: List | undefined;
    } & Compound)
  | ForCommand
  | ({ readonly kind: 'select'; readonly variable: string; readonly words: readonly Word[] | undefined; readonly body: List } & Compound)
  | ({ readonly kind: 'arithmetic-for'; readonly start: Word; readonly test: Word; readonly step: Word; readonly body: List } & Compound)
  | LoopCommand
  | CaseCommand
  | Coprocess
  | ({ readonly kind: 'arithmetic'; readonly expression: Word } & Compound)
  | ({ readonly kind: 'conditional'; readonly expression: Conditional } & Compound);

export type ForCommand = {
  readonly kind: 'for';
  readonly variable: string;
  readonly words: readonly Word[] | undefined;
  readonly body: List;
} & Compound;
export type LoopCommand = { readonly kind: 'loop'; readonly until: boolean; readonly test: List; readonly body: List } & Compound;
export type CaseCommand = { readonly kind: 'case'; readonly subject: Word; readonly clauses: readonly CaseClause[] } & Compound;

/** `coproc NAME command`: it runs beside the shell, which has pipes to and from it. */
export type Coprocess = {
  readonly kind: 'coprocess';
  readonly name: string;
  readonly body: Command;
  /** As it stands in the source, for `jobs`. */
  readonly source: string;
} & Compound;

/** The inside of `[[ … ]]`. */
export type Conditional =
  | { readonly kind: 'not'; readonly operand: Conditional }
  | { readonly kind: 'and' | 'or'; readonly left: Conditional; readonly right: Conditional }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Word }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Word; readonly right: Word };
