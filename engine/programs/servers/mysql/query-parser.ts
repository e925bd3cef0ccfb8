import type { Expression, Order, Select, SelectItem, Source, Statement } from './ast.js';
import { DefinitionParser } from './definition-parser.js';
import { sqlErrors } from './sql-error.js';

/** Reads the statements that look at rows and change them. */
export class QueryParser extends DefinitionParser {
  protected select(): Select {
    this.expect('select');
    const distinct = this.accept('distinct');
    const items = this.list(() => this.#selectItem());
    const sources = this.accept('from') ? this.#sources() : [];
    const where = this.accept('where') ? this.expression() : undefined;
    const groupBy = this.accept('group', 'by') ? this.list(() => this.expression()) : [];
    const having = this.accept('having') ? this.expression() : undefined;
    const orderBy = this.#orderBy();
    const { limit, offset } = this.#limit();
    if (this.isWord('union')) throw sqlErrors.notSimulated('UNION');
    return { kind: 'select', items, distinct, sources, where, groupBy, having, orderBy, limit, offset };
  }

  #selectItem(): SelectItem {
    const start = this.token.at;
    const expression = this.expression();
    const text = this.textSince(start);
    const label =
      expression.kind === 'column'
        ? expression.name
        : expression.kind === 'literal' && typeof expression.value === 'string'
          ? expression.value
          : text;
    if (this.accept('as')) return { expression, label: this.token.kind === 'string' ? this.string() : this.identifier() };
    const isAlias =
      this.token.kind === 'quoted' ||
      this.token.kind === 'string' ||
      (this.token.kind === 'word' && !this.isWord('from', 'where', 'group', 'having', 'order', 'limit', 'union'));
    return { expression, label: isAlias ? this.next().text : label };
  }

  #sources(): Source[] {
    const sources: Source[] = [this.#source('cross')];
    for (;;) {
      if (this.acceptSymbol(',')) sources.push(this.#source('cross'));
      else if (this.accept('left', 'outer', 'join') || this.accept('left', 'join')) sources.push(this.#source('left'));
      else if (this.accept('inner', 'join') || this.accept('cross', 'join') || this.accept('join')) sources.push(this.#source('inner'));
      else if (this.isWord('right', 'natural')) throw sqlErrors.notSimulated('this kind of JOIN');
      else return sources;
    }
  }

  #source(join: Source['join']): Source {
    if (this.token.kind === 'symbol' && this.token.text === '(') throw sqlErrors.notSimulated('a query in FROM');
    const table = this.tableName();
    const hasAlias =
      this.accept('as') ||
      this.token.kind === 'quoted' ||
      (this.token.kind === 'word' &&
        !this.isWord(
          'where',
          'group',
          'having',
          'order',
          'limit',
          'on',
          'join',
          'inner',
          'left',
          'right',
          'cross',
          'natural',
          'using',
          'union',
          'set',
          'for',
        ));
    const alias = hasAlias ? this.identifier() : table.name;
    const on = join !== 'cross' && this.accept('on') ? this.expression() : undefined;
    return { table, alias, join, on };
  }

  #orderBy(): Order[] {
    if (!this.accept('order', 'by')) return [];
    return this.list(() => {
      const expression = this.expression();
      const descending = this.accept('desc');
      if (!descending) this.accept('asc');
      return { expression, descending };
    });
  }

  #limit(): { readonly limit: number | undefined; readonly offset: number } {
    if (!this.accept('limit')) return { limit: undefined, offset: 0 };
    const first = this.integer();
    if (this.acceptSymbol(',')) return { limit: this.integer(), offset: first };
    return { limit: first, offset: this.accept('offset') ? this.integer() : 0 };
  }

  #assignments() {
    return this.list(() => {
      const parts = this.tableName();
      this.expectSymbol('=');
      return { column: parts.name, value: this.#insertValue() };
    });
  }

  #insertValue(): Expression {
    return this.accept('default') ? { kind: 'call', name: 'default', args: [], distinct: false } : this.expression();
  }

  protected insert(replace: boolean): Statement {
    const ignore = this.accept('ignore');
    this.accept('into');
    const table = this.tableName();
    if (this.accept('set')) {
      const assignments = this.#assignments();
      return {
        kind: 'insert',
        table,
        columns: assignments.map(({ column }) => column),
        rows: [assignments.map(({ value }) => value)],
        select: undefined,
        replace,
        ignore,
      };
    }
    let columns: string[] | undefined;
    if (this.acceptSymbol('(')) {
      columns = this.token.kind === 'symbol' ? [] : this.list(() => this.identifier());
      this.expectSymbol(')');
    }
    if (this.isWord('select')) return { kind: 'insert', table, columns, rows: [], select: this.select(), replace, ignore };
    if (!this.accept('values') && !this.accept('value')) throw this.fail();
    const rows = this.list(() => {
      this.expectSymbol('(');
      const row = this.token.kind === 'symbol' && this.token.text === ')' ? [] : this.list(() => this.#insertValue());
      this.expectSymbol(')');
      return row;
    });
    if (this.isWord('on')) throw sqlErrors.notSimulated('ON DUPLICATE KEY UPDATE');
    return { kind: 'insert', table, columns, rows, select: undefined, replace, ignore };
  }

  protected update(): Statement {
    const table = this.tableName();
    this.expect('set');
    const assignments = this.#assignments();
    const where = this.accept('where') ? this.expression() : undefined;
    return { kind: 'update', table, assignments, where, orderBy: this.#orderBy(), limit: this.#limit().limit };
  }

  protected remove(): Statement {
    this.expect('from');
    const table = this.tableName();
    const where = this.accept('where') ? this.expression() : undefined;
    return { kind: 'delete', table, where, orderBy: this.#orderBy(), limit: this.#limit().limit };
  }
}
