import { compileClasses, compileFunction } from '../compiler/compile.js';
import type { FunctionCode } from './code.js';
import type { ClassCode } from './classes.js';
import { mysqliClasses, mysqliFunctions, pdoClasses } from './internal-mysql.js';
import { dateClasses, dateFunctionTexts } from '../date/date-classes.js';
import { collectionClasses } from './internal-collections.js';

const throwableBody = `
  protected $message = "";
  protected $code = 0;
  protected string $file = "";
  protected int $line = 0;
  protected array $trace = [];
  protected ?Throwable $previous = null;
  public function __construct($message = "", $code = 0, $previous = null) {
    __dd_throwable_init($this, $message, $code, $previous);
    $this->message = $message; $this->code = $code; $this->previous = $previous;
  }
  final public function getMessage(): string { return $this->message; }
  final public function getCode() { return $this->code; }
  final public function getPrevious(): ?Throwable { return $this->previous; }
  final public function getFile(): string { return $this->file; }
  final public function getLine(): int { return $this->line; }
  final public function getTrace(): array { return $this->trace; }
  final public function getTraceAsString(): string { return __dd_trace_text($this); }
  public function __toString(): string { return __dd_describe($this); }
`;

const children: readonly (readonly [string, string])[] = [
  ['ErrorException', 'Exception'],
  ['TypeError', 'Error'],
  ['ArgumentCountError', 'TypeError'],
  ['ValueError', 'Error'],
  ['ArithmeticError', 'Error'],
  ['DivisionByZeroError', 'ArithmeticError'],
  ['UnhandledMatchError', 'Error'],
  ['AssertionError', 'Error'],
  ['CompileError', 'Error'],
  ['ParseError', 'CompileError'],
  ['JsonException', 'Exception'],
  ['LogicException', 'Exception'],
  ['BadFunctionCallException', 'LogicException'],
  ['BadMethodCallException', 'BadFunctionCallException'],
  ['DomainException', 'LogicException'],
  ['InvalidArgumentException', 'LogicException'],
  ['LengthException', 'LogicException'],
  ['OutOfRangeException', 'LogicException'],
  ['RuntimeException', 'Exception'],
  ['OutOfBoundsException', 'RuntimeException'],
  ['OverflowException', 'RuntimeException'],
  ['RangeException', 'RuntimeException'],
  ['UnderflowException', 'RuntimeException'],
  ['UnexpectedValueException', 'RuntimeException'],
  ['DateError', 'Error'],
  ['DateObjectError', 'DateError'],
  ['DateRangeError', 'DateError'],
  ['DateException', 'Exception'],
  ['DateInvalidTimeZoneException', 'DateException'],
  ['DateInvalidOperationException', 'DateException'],
  ['DateMalformedStringException', 'DateException'],
  ['DateMalformedIntervalStringException', 'DateException'],
  ['DateMalformedPeriodStringException', 'DateException'],
  ['mysqli_sql_exception', 'RuntimeException'],
  ['PDOException', 'RuntimeException'],
];

const errorExceptionBody = `
  protected int $severity = E_ERROR;
  public function __construct($message = "", $code = 0, $severity = E_ERROR, $filename = null, $line = null, $previous = null) {
    parent::__construct($message, $code, $previous);
    $this->severity = $severity;
    if ($filename !== null) { $this->file = $filename; $this->line = $line ?? 0; }
  }
  final public function getSeverity(): int { return $this->severity; }
`;

const pdoExceptionBody = 'public ?array $errorInfo = null; protected $code = 0;';
const sqlExceptionBody = 'protected string $sqlstate = "00000"; public function getSqlState(): string { return $this->sqlstate; }';

const bodies: Readonly<Record<string, string>> = {
  ErrorException: errorExceptionBody,
  PDOException: pdoExceptionBody,
  mysqli_sql_exception: sqlExceptionBody,
};

const basics = `
interface Traversable {}
interface Iterator extends Traversable { function current(); function key(); function next(); function rewind(); function valid(); }
interface IteratorAggregate extends Traversable { function getIterator(); }
interface ArrayAccess { function offsetExists($offset); function offsetGet($offset); function offsetSet($offset, $value); function offsetUnset($offset); }
interface Countable { function count(); }
interface Stringable { function __toString(): string; }
interface JsonSerializable { function jsonSerialize(); }
interface Serializable { function serialize(); function unserialize($data); }
interface Throwable extends Stringable {
  function getMessage(): string; function getCode(); function getFile(): string; function getLine(): int;
  function getTrace(): array; function getTraceAsString(): string; function getPrevious(): ?Throwable;
}
interface UnitEnum { static function cases(): array; }
interface BackedEnum extends UnitEnum { static function from(int|string $value): static; static function tryFrom(int|string $value): ?static; }
trait __dd_enum {
  public static function cases(): array { return __dd_enum_cases(static::class); }
  public static function from(int|string $value): static { return __dd_enum_from(static::class, $value, true); }
  public static function tryFrom(int|string $value): ?static { return __dd_enum_from(static::class, $value, false); }
}
class stdClass {}
class Exception implements Throwable { ${throwableBody} }
class Error implements Throwable { ${throwableBody} }
class __PHP_Incomplete_Class {}
final class Closure {
  private function __construct() {}
  public static function bind($closure, $newThis, $newScope = 'static') { return __dd_closure_bind($closure, $newThis, $newScope); }
  public function bindTo($newThis, $newScope = 'static') { return __dd_closure_bind($this, $newThis, $newScope); }
  public function call($newThis, ...$args) { return __dd_closure_bind($this, $newThis, $newThis)(...$args); }
  public static function fromCallable($callback) { return __dd_closure_from($callback); }
}
final class Generator implements Iterator {
  public function current(): mixed { return __dd_gen_current($this); }
  public function key(): mixed { return __dd_gen_key($this); }
  public function next(): void { __dd_gen_next($this); }
  public function rewind(): void { __dd_gen_rewind($this); }
  public function valid(): bool { return __dd_gen_valid($this); }
  public function send($value) { return __dd_gen_send($this, $value); }
  public function throw($exception) { return __dd_gen_throw($this, $exception); }
  public function getReturn() { return __dd_gen_return($this); }
}
final class WeakReference {
  private $object;
  private function __construct() {}
  public static function create(object $object): WeakReference { $r = new self; $r->object = $object; return $r; }
  public function get(): ?object { return $this->object; }
}
`;

let known: ReadonlyMap<string, () => ClassCode | undefined> | undefined;

/** The classes that PHP brings are written in PHP, and compiled when they are first asked for. */
export function internalClass(lower: string, extensions: readonly string[]): ClassCode | undefined {
  if (lower.startsWith('mysqli') && !extensions.includes('mysqli')) return undefined;
  known ??= readAll();
  return known.get(lower)?.();
}

function readAll(): ReadonlyMap<string, () => ClassCode | undefined> {
  const makers = new Map<string, () => ClassCode | undefined>();
  for (const source of [basics, collectionClasses, dateClasses, mysqliClasses, pdoClasses])
    for (const [name, text] of split(source)) makers.set(name, once(text));
  for (const [name, parent] of children) makers.set(name.toLowerCase(), once(`class ${name} extends ${parent} { ${bodies[name] ?? ''} }`));
  return makers;
}

function once(text: string): () => ClassCode | undefined {
  let made: ClassCode | undefined;
  return () => (made ??= compileClasses(text)[0]);
}

/** Each declaration begins a line. */
function split(source: string): (readonly [string, string])[] {
  return source
    .split(/\n(?=(?:abstract |final )*(?:class|interface|trait) )/)
    .map(text => text.trim())
    .filter(text => text !== '')
    .map(text => [(/(?:class|interface|trait) (\w+)/.exec(text)?.[1] ?? '').toLowerCase(), text] as const);
}

const functions = new Map<string, FunctionCode>();

/** Functions of extensions that are written in PHP. */
export function internalFunction(lower: string, extensions: readonly string[]): FunctionCode | undefined {
  const text = dateFunctionTexts.get(lower) ?? (extensions.includes('mysqli') ? mysqliFunctions.get(lower) : undefined);
  if (text === undefined) return undefined;
  let code = functions.get(lower);
  if (!code) {
    code = compileFunction(`function ${lower}${text}`);
    functions.set(lower, code);
  }
  return code;
}
