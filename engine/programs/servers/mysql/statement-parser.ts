import type { Statement, TableName } from './ast.js';
import { QueryParser } from './query-parser.js';
import { sqlErrors } from './sql-error.js';

/** Reads one statement. Throws SqlError 1064 for what is none. */
export function parseStatement(sql: string): Statement {
  return new StatementParser(sql).parse();
}

class StatementParser extends QueryParser {
  parse(): Statement {
    if (this.isAtEnd) throw sqlErrors.emptyQuery();
    const statement = this.#statement();
    this.expectEnd();
    return statement;
  }

  #statement(): Statement {
    if (this.isWord('select')) return this.select();
    const word = this.next().text.toLowerCase();
    const read = Object.hasOwn(this.#readers, word) ? this.#readers[word] : undefined;
    if (read) return read();
    if (['lock', 'unlock', 'analyze', 'optimize', 'flush'].includes(word)) {
      while (!this.isAtEnd) this.next();
      return { kind: 'nothing' };
    }
    if (
      [
        'prepare',
        'execute',
        'call',
        'load',
        'handler',
        'do',
        'explain',
        'rename',
        'with',
        'savepoint',
        'kill',
        'install',
        'reset',
        'change',
        'purge',
      ].includes(word)
    )
      throw sqlErrors.notSimulated(word.toUpperCase());
    throw sqlErrors.syntax(this.sql.trimStart(), 1);
  }

  readonly #readers: Readonly<Record<string, () => Statement>> = {
    show: () => this.#show(),
    describe: () => ({ kind: 'describe', table: this.tableName() }),
    desc: () => ({ kind: 'describe', table: this.tableName() }),
    use: () => ({ kind: 'use', database: this.identifier() }),
    create: () => this.#create(),
    drop: () => this.#drop(),
    alter: () => this.#alter(),
    truncate: () => {
      this.accept('table');
      return { kind: 'truncate', table: this.tableName() };
    },
    insert: () => this.insert(false),
    replace: () => this.insert(true),
    update: () => this.update(),
    delete: () => this.remove(),
    grant: () => this.#grant(false),
    revoke: () => this.#grant(true),
    set: () => this.#set(),
    begin: () => ({ kind: 'transaction', verb: 'begin' }),
    start: () => {
      this.expect('transaction');
      return { kind: 'transaction', verb: 'begin' };
    },
    commit: () => ({ kind: 'transaction', verb: 'commit' }),
    rollback: () => ({ kind: 'transaction', verb: 'rollback' }),
    shutdown: () => ({ kind: 'shutdown' }),
  };

  #show(): Statement {
    this.accept('full');
    if (!this.accept('global')) this.accept('session');
    if (this.accept('create', 'table')) return { kind: 'show-create', table: this.tableName() };
    if (this.accept('columns') || this.accept('fields')) {
      this.expect('from');
      return { kind: 'describe', table: this.tableName() };
    }
    if (this.accept('grants')) return { kind: 'show-grants', account: this.accept('for') ? this.account() : undefined };
    const words = {
      databases: 'databases',
      schemas: 'databases',
      tables: 'tables',
      variables: 'variables',
      status: 'status',
      processlist: 'processlist',
      warnings: 'warnings',
      engines: 'engines',
    } as const;
    for (const [word, what] of Object.entries(words)) {
      if (!this.accept(word)) continue;
      const database = this.accept('from') || this.accept('in') ? this.identifier() : undefined;
      return { kind: 'show', what, database, like: this.accept('like') ? this.string() : undefined };
    }
    throw this.isAtEnd ? this.fail() : sqlErrors.notSimulated(`SHOW ${this.token.text.toUpperCase()}`);
  }

  #create(): Statement {
    if (this.accept('database') || this.accept('schema')) {
      const ifNotExists = this.accept('if', 'not', 'exists');
      const name = this.identifier();
      this.skipOptions();
      return { kind: 'create-database', name, ifNotExists };
    }
    if (this.accept('user')) {
      const ifNotExists = this.accept('if', 'not', 'exists');
      return { kind: 'create-user', accounts: this.list(() => ({ account: this.account(), password: this.identifiedBy() })), ifNotExists };
    }
    this.accept('temporary');
    if (!this.accept('table'))
      throw this.isWord('index', 'view', 'procedure', 'function', 'trigger', 'event', 'unique', 'role')
        ? sqlErrors.notSimulated(`CREATE ${this.token.text.toUpperCase()}`)
        : this.fail();
    const ifNotExists = this.accept('if', 'not', 'exists');
    const table = this.tableName();
    this.expectSymbol('(');
    const columns = this.columns();
    this.expectSymbol(')');
    this.skipOptions();
    return { kind: 'create-table', table, ifNotExists, columns };
  }

  #drop(): Statement {
    if (this.accept('database') || this.accept('schema')) {
      const ifExists = this.accept('if', 'exists');
      return { kind: 'drop-database', name: this.identifier(), ifExists };
    }
    if (this.accept('user')) {
      const ifExists = this.accept('if', 'exists');
      return { kind: 'drop-user', accounts: this.list(() => this.account()), ifExists };
    }
    this.accept('temporary');
    if (!this.accept('table'))
      throw this.isWord('index', 'view', 'procedure', 'function', 'trigger', 'event', 'role')
        ? sqlErrors.notSimulated(`DROP ${this.token.text.toUpperCase()}`)
        : this.fail();
    const ifExists = this.accept('if', 'exists');
    return { kind: 'drop-table', tables: this.list(() => this.tableName()), ifExists };
  }

  #alter(): Statement {
    if (this.accept('user')) {
      this.accept('if', 'exists');
      return {
        kind: 'alter-user',
        accounts: this.list(() => {
          const own = this.accept('user');
          if (own) this.emptyCall();
          return { account: own ? undefined : this.account(), password: this.identifiedBy() };
        }),
      };
    }
    if (!this.accept('table')) throw sqlErrors.notSimulated(`ALTER ${this.token.text.toUpperCase()}`);
    return { kind: 'alter-table', table: this.tableName(), changes: this.list(() => this.tableChange()) };
  }

  #grant(revoke: boolean): Statement {
    const privileges = this.list(() => {
      let name = this.next().text.toUpperCase();
      while (this.token.kind === 'word' && !this.isWord('on')) name += ` ${this.next().text.toUpperCase()}`;
      return name === 'ALL' ? 'ALL PRIVILEGES' : name;
    });
    this.expect('on');
    const on = this.#grantTarget();
    this.expect(revoke ? 'from' : 'to');
    const accounts = this.list(() => {
      const account = this.account();
      this.identifiedBy();
      return account;
    });
    return { kind: 'grant', privileges, on, accounts, revoke, withGrant: this.accept('with', 'grant', 'option') };
  }

  #grantTarget(): TableName {
    const part = (): string => (this.acceptSymbol('*') ? '*' : this.identifier());
    const first = part();
    return this.acceptSymbol('.') ? { database: first, name: part() } : { database: undefined, name: first };
  }

  #set(): Statement {
    if (this.accept('password')) {
      const account = this.accept('for') ? this.account() : undefined;
      this.expectSymbol('=');
      return { kind: 'alter-user', accounts: [{ account, password: this.string() }] };
    }
    if (this.isWord('global', 'session', 'local', 'persist')) this.next();
    if (this.accept('names') || this.accept('character', 'set')) {
      this.skipOptions();
      return { kind: 'nothing' };
    }
    const name = this.token.kind === 'variable' ? this.next().text : this.identifier();
    if (!this.acceptSymbol('=') && !this.acceptSymbol(':=')) throw this.fail();
    const value = this.isWord('on', 'off', 'default') ? ({ kind: 'literal', value: this.next().text } as const) : this.expression();
    return { kind: 'set', name, value };
  }
}
