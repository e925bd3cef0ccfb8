import type { AccountName, ColumnDefinition, TableChange, TableName } from './ast.js';
import { ExpressionParser } from './expression-parser.js';
import { sqlErrors } from './sql-error.js';

const synonyms: ReadonlyMap<string, string> = new Map([
  ['integer', 'int'],
  ['bool', 'tinyint(1)'],
  ['boolean', 'tinyint(1)'],
  ['dec', 'decimal'],
  ['numeric', 'decimal'],
  ['real', 'double'],
]);

/** Reads names, accounts and definitions of columns. */
export class DefinitionParser extends ExpressionParser {
  protected tableName(): TableName {
    const first = this.identifier();
    return this.acceptSymbol('.') ? { database: first, name: this.identifier() } : { database: undefined, name: first };
  }

  protected account(): AccountName {
    const part = (): string => (this.token.kind === 'string' ? this.string() : this.identifier());
    const user = part();
    if (this.token.kind === 'variable') return { user, host: this.next().text.slice(1) };
    return { user, host: this.acceptSymbol('@') ? part() : '%' };
  }

  protected identifiedBy(): string | undefined {
    if (!this.accept('identified')) return undefined;
    if (this.accept('with')) {
      if (this.token.kind === 'string') this.string();
      else this.identifier();
      if (!this.isWord('by')) return '';
    }
    this.expect('by');
    return this.string();
  }

  protected emptyCall(): void {
    this.expectSymbol('(');
    this.expectSymbol(')');
  }

  /** ENGINE=InnoDB, DEFAULT CHARSET=utf8mb4 and the like change nothing here. */
  protected skipOptions(): void {
    while (!this.isAtEnd) this.next();
  }

  protected columns(): ColumnDefinition[] {
    const columns: ColumnDefinition[] = [];
    const keys: { readonly names: readonly string[]; readonly key: ColumnDefinition['key'] }[] = [];
    do {
      const key = this.#tableKey();
      if (key) keys.push(key);
      else columns.push(this.#column());
    } while (this.acceptSymbol(','));
    return columns.map(column => {
      const key = keys.find(({ names, key: kind }) => names.includes(column.name) && (kind !== 'MUL' || names[0] === column.name));
      if (!key || column.key === 'PRI') return column;
      return { ...column, key: key.key, nullable: key.key === 'PRI' ? false : column.nullable };
    });
  }

  #tableKey(): { readonly names: readonly string[]; readonly key: ColumnDefinition['key'] } | undefined {
    if (this.accept('constraint')) if (!this.isWord('primary', 'unique', 'foreign', 'check')) this.identifier();
    if (this.isWord('foreign', 'check', 'fulltext', 'spatial'))
      throw sqlErrors.notSimulated(`${this.token.text.toUpperCase()} in CREATE TABLE`);
    const isPrimary = this.accept('primary', 'key');
    const isUnique = !isPrimary && this.accept('unique');
    const isKey = !isPrimary && (this.accept('key') || this.accept('index'));
    if (!isPrimary && !isUnique && !isKey) return undefined;
    if (!(this.token.kind === 'symbol' && this.token.text === '(')) this.identifier();
    this.expectSymbol('(');
    const names = this.list(() => this.identifier());
    this.expectSymbol(')');
    return { names, key: isPrimary ? 'PRI' : isUnique ? 'UNI' : 'MUL' };
  }

  #column(): ColumnDefinition {
    const name = this.identifier();
    const type = this.#type();
    const column: { -readonly [K in keyof ColumnDefinition]: ColumnDefinition[K] } = {
      name,
      type,
      nullable: true,
      key: '',
      autoIncrement: false,
      fallback: undefined,
      onUpdateNow: false,
    };
    for (;;) {
      if (this.accept('not', 'null')) column.nullable = false;
      else if (this.accept('null')) column.nullable = true;
      else if (this.accept('auto_increment')) column.autoIncrement = true;
      else if (this.accept('primary', 'key')) [column.key, column.nullable] = ['PRI', false];
      else if (this.accept('unique')) {
        this.accept('key');
        column.key = column.key || 'UNI';
      } else if (this.accept('default')) column.fallback = this.expression();
      else if (this.accept('on', 'update')) {
        this.expression();
        column.onUpdateNow = true;
      } else if (this.accept('comment')) this.string();
      else if (this.accept('collate') || this.accept('character', 'set') || this.accept('charset')) this.identifier();
      else if (this.isWord('references', 'generated', 'check'))
        throw sqlErrors.notSimulated(`${this.token.text.toUpperCase()} in CREATE TABLE`);
      else return column;
    }
  }

  #type(): string {
    let name = this.identifier().toLowerCase();
    name = synonyms.get(name) ?? name;
    let size = '';
    if (this.acceptSymbol('(')) {
      const parts = this.list(() => (this.token.kind === 'string' ? `'${this.string()}'` : String(this.integer())));
      this.expectSymbol(')');
      size = name === 'int' || name === 'bigint' || name === 'smallint' ? '' : `(${parts.join(',')})`;
    } else if (name === 'decimal') size = '(10,0)';
    else if (name === 'char') size = '(1)';
    const unsigned = this.accept('unsigned') ? ' unsigned' : '';
    return `${name}${size}${unsigned}`;
  }

  protected tableChange(): TableChange {
    if (this.accept('add')) {
      this.accept('column');
      if (this.isWord('constraint', 'index', 'key', 'primary', 'unique', 'foreign'))
        throw sqlErrors.notSimulated('ALTER TABLE … ADD of a key');
      return { kind: 'add', column: this.#column() };
    }
    if (this.accept('drop')) {
      this.accept('column');
      return { kind: 'drop', name: this.identifier() };
    }
    if (this.accept('modify')) {
      this.accept('column');
      const column = this.#column();
      return { kind: 'modify', name: column.name, column };
    }
    if (this.accept('change')) {
      this.accept('column');
      return { kind: 'modify', name: this.identifier(), column: this.#column() };
    }
    if (!this.accept('rename')) throw this.fail();
    if (!this.accept('to')) this.accept('as');
    return { kind: 'rename', to: this.tableName() };
  }
}
