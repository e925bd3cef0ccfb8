/** The syntax tree of PHP. Names are resolved against namespaces and imports by the parser. Text is one character a byte. */
export interface Positioned {
  readonly line: number;
}

/** The name of a function or constant: in a namespace first, then (when unqualified) the global one. */
export interface Name {
  readonly full: string;
  readonly fallback?: string | undefined;
}

/** A class by name (`self`, `parent` and `static` too), or an expression that gives an object or a name. */
export type ClassRef = string | Expr;

export interface Argument {
  readonly value: Expr;
  readonly spread: boolean;
  readonly name?: string | undefined;
}

/** Arguments of a call; 'callable' is `f(...)`. */
export type Arguments = readonly Argument[] | 'callable';

export interface ArrayItem {
  readonly key?: Expr | undefined;
  readonly value: Expr;
  readonly byRef: boolean;
  readonly spread: boolean;
}

export interface MatchArm {
  /** None for `default`. */
  readonly conditions: readonly Expr[] | undefined;
  readonly body: Expr;
}

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '**'
  | '.'
  | '|'
  | '&'
  | '^'
  | '<<'
  | '>>'
  | '=='
  | '!='
  | '==='
  | '!=='
  | '<'
  | '<='
  | '>'
  | '>='
  | '<=>';
export type CastType = 'int' | 'float' | 'string' | 'bool' | 'array' | 'object' | 'null';

export type Expr = Positioned & ExprShape;

type ExprShape =
  | { readonly kind: 'literal'; readonly value: null | boolean | string }
  | { readonly kind: 'int'; readonly value: number | bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'template'; readonly parts: readonly (string | Expr)[] }
  | { readonly kind: 'variable'; readonly name: string | Expr }
  | { readonly kind: 'array'; readonly items: readonly (ArrayItem | undefined)[]; readonly isList: boolean }
  | { readonly kind: 'dim'; readonly base: Expr; readonly index: Expr | undefined }
  | { readonly kind: 'prop'; readonly base: Expr; readonly name: string | Expr; readonly nullsafe: boolean }
  | { readonly kind: 'staticProp'; readonly cls: ClassRef; readonly name: string | Expr }
  | { readonly kind: 'classConst'; readonly cls: ClassRef; readonly name: string | Expr }
  | { readonly kind: 'constant'; readonly name: Name }
  | { readonly kind: 'call'; readonly callee: Name | Expr; readonly args: Arguments }
  | { readonly kind: 'new'; readonly cls: ClassRef | ClassDeclaration; readonly args: readonly Argument[] }
  | {
      readonly kind: 'methodCall';
      readonly base: Expr;
      readonly name: string | Expr;
      readonly args: Arguments;
      readonly nullsafe: boolean;
    }
  | { readonly kind: 'staticCall'; readonly cls: ClassRef; readonly name: string | Expr; readonly args: Arguments }
  | { readonly kind: 'binary'; readonly op: BinaryOperator; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'logical'; readonly op: '&&' | '||' | 'xor'; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'coalesce'; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'unary'; readonly op: '!' | '-' | '+' | '~' | '@'; readonly operand: Expr }
  | { readonly kind: 'assign'; readonly target: Expr; readonly value: Expr }
  | { readonly kind: 'assignRef'; readonly target: Expr; readonly value: Expr }
  | { readonly kind: 'assignOp'; readonly op: BinaryOperator | '??'; readonly target: Expr; readonly value: Expr }
  | { readonly kind: 'step'; readonly by: 1 | -1; readonly prefix: boolean; readonly target: Expr }
  | { readonly kind: 'ternary'; readonly condition: Expr; readonly then: Expr | undefined; readonly otherwise: Expr }
  | { readonly kind: 'isset'; readonly targets: readonly Expr[] }
  | { readonly kind: 'empty'; readonly target: Expr }
  | { readonly kind: 'closure'; readonly fn: FunctionDeclaration; readonly uses: readonly ClosureUse[]; readonly isStatic: boolean }
  | { readonly kind: 'match'; readonly subject: Expr; readonly arms: readonly MatchArm[] }
  | { readonly kind: 'throw'; readonly value: Expr }
  | { readonly kind: 'print'; readonly value: Expr }
  | { readonly kind: 'exit'; readonly value: Expr | undefined }
  | { readonly kind: 'include'; readonly how: 'include' | 'include_once' | 'require' | 'require_once' | 'eval'; readonly value: Expr }
  | { readonly kind: 'cast'; readonly to: CastType; readonly value: Expr }
  | { readonly kind: 'instanceof'; readonly value: Expr; readonly cls: ClassRef }
  | { readonly kind: 'clone'; readonly value: Expr }
  | { readonly kind: 'shell'; readonly command: Expr }
  | { readonly kind: 'yield'; readonly key: Expr | undefined; readonly value: Expr | undefined }
  | { readonly kind: 'yieldFrom'; readonly value: Expr };

export type ExprOf<K extends Expr['kind']> = Extract<Expr, { kind: K }>;

export interface ClosureUse {
  readonly name: string;
  readonly byRef: boolean;
}

export type TypeRef =
  | { readonly kind: 'name'; readonly name: string; readonly isClass: boolean }
  | { readonly kind: 'nullable'; readonly of: TypeRef }
  | { readonly kind: 'union' | 'intersection'; readonly of: readonly TypeRef[] };

export interface Parameter extends Positioned {
  readonly name: string;
  readonly type: TypeRef | undefined;
  readonly byRef: boolean;
  readonly variadic: boolean;
  readonly defaultValue: Expr | undefined;
  readonly promote: Modifiers | undefined;
}

export interface FunctionDeclaration extends Positioned {
  readonly name: string;
  readonly params: readonly Parameter[];
  readonly returnType: TypeRef | undefined;
  readonly byRefReturn: boolean;
  /** Undefined for abstract methods. */
  readonly body: readonly Stmt[] | undefined;
  readonly endLine: number;
  readonly isArrow: boolean;
  readonly isGenerator: boolean;
}

export type Visibility = 'public' | 'protected' | 'private';

export interface Modifiers {
  readonly visibility: Visibility;
  readonly isStatic: boolean;
  readonly isAbstract: boolean;
  readonly isFinal: boolean;
  readonly isReadonly: boolean;
}

export type ClassMember = Positioned &
  (
    | {
        readonly kind: 'property';
        readonly name: string;
        readonly type: TypeRef | undefined;
        readonly value: Expr | undefined;
        readonly modifiers: Modifiers;
      }
    | { readonly kind: 'constant'; readonly name: string; readonly value: Expr; readonly modifiers: Modifiers }
    | { readonly kind: 'method'; readonly fn: FunctionDeclaration; readonly modifiers: Modifiers }
    | { readonly kind: 'case'; readonly name: string; readonly value: Expr | undefined }
    | { readonly kind: 'traitUse'; readonly names: readonly string[]; readonly rules: readonly TraitRule[] }
  );

export interface TraitRule {
  readonly trait: string | undefined;
  readonly method: string;
  readonly insteadOf?: readonly string[];
  readonly alias?: string | undefined;
  readonly visibility?: Visibility | undefined;
}

export interface ClassDeclaration extends Positioned {
  readonly type: 'class' | 'interface' | 'trait' | 'enum';
  /** Empty for an anonymous class. */
  readonly name: string;
  readonly isAbstract: boolean;
  readonly isFinal: boolean;
  readonly isReadonly: boolean;
  readonly parent: string | undefined;
  readonly interfaces: readonly string[];
  readonly members: readonly ClassMember[];
  readonly backing: TypeRef | undefined;
}

export interface CatchClause extends Positioned {
  readonly types: readonly string[];
  readonly variable: string | undefined;
  readonly body: readonly Stmt[];
}

export interface SwitchCase {
  readonly test: Expr | undefined;
  readonly body: readonly Stmt[];
}

export type Stmt = Positioned &
  (
    | { readonly kind: 'echo'; readonly values: readonly Expr[] }
    | { readonly kind: 'expression'; readonly value: Expr }
    | { readonly kind: 'block'; readonly body: readonly Stmt[] }
    | { readonly kind: 'if'; readonly condition: Expr; readonly then: readonly Stmt[]; readonly otherwise: readonly Stmt[] | undefined }
    | { readonly kind: 'while'; readonly condition: Expr; readonly body: readonly Stmt[] }
    | { readonly kind: 'doWhile'; readonly condition: Expr; readonly body: readonly Stmt[] }
    | {
        readonly kind: 'for';
        readonly init: readonly Expr[];
        readonly conditions: readonly Expr[];
        readonly steps: readonly Expr[];
        readonly body: readonly Stmt[];
      }
    | {
        readonly kind: 'foreach';
        readonly subject: Expr;
        readonly key: Expr | undefined;
        readonly value: Expr;
        readonly byRef: boolean;
        readonly body: readonly Stmt[];
      }
    | { readonly kind: 'switch'; readonly subject: Expr; readonly cases: readonly SwitchCase[] }
    | { readonly kind: 'break' | 'continue'; readonly levels: number }
    | { readonly kind: 'return'; readonly value: Expr | undefined }
    | { readonly kind: 'global'; readonly names: readonly string[] }
    | { readonly kind: 'static'; readonly variables: readonly { readonly name: string; readonly value: Expr | undefined }[] }
    | { readonly kind: 'unset'; readonly targets: readonly Expr[] }
    | {
        readonly kind: 'try';
        readonly body: readonly Stmt[];
        readonly catches: readonly CatchClause[];
        readonly finalizer: readonly Stmt[] | undefined;
      }
    | { readonly kind: 'function'; readonly fn: FunctionDeclaration }
    | { readonly kind: 'class'; readonly declaration: ClassDeclaration }
    | { readonly kind: 'const'; readonly constants: readonly { readonly name: string; readonly value: Expr }[] }
  );

export type StmtOf<K extends Stmt['kind']> = Extract<Stmt, { kind: K }>;

/** A whole file. */
export interface SourceFile {
  readonly body: readonly Stmt[];
  readonly strictTypes: boolean;
}

/** A file that PHP will not begin to run: `message` without the kind, the file and the line. */
export class CompileError extends Error {
  readonly line: number;
  /** A mistake of grammar is a ParseError, which can be caught; others end the program. */
  readonly isParseError: boolean;

  constructor(message: string, line: number, isParseError = false) {
    super(message);
    this.line = line;
    this.isParseError = isParseError;
  }
}
