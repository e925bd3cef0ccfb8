import { notSimulated, toggled, type Command, type Commands } from './command.js';

const commandHelp =
  'General\n  \\q                     quit psql\n  \\g                     execute query\n\nInput/Output\n  \\copy ...              perform SQL COPY with data stream to the client host\n  \\echo [STRING]         write string to standard output\n  \\i FILE                execute commands from file\n\nInformational\n  \\d                     list tables, views, and sequences\n  \\d  NAME               describe table, view, sequence, or index\n  \\di \\dm \\ds \\dt \\dv    list indexes, materialized views, sequences, tables, views\n  \\dn                    list schemas\n  \\dp                    list table access privileges\n  \\dT                    list data types\n  \\du                    list roles\n  \\dx                    list extensions\n  \\l                     list databases\n\nFormatting\n  \\a                     toggle between unaligned and aligned output mode\n  \\pset NAME [VALUE]     set table output option\n  \\t                     show only rows\n  \\x                     toggle expanded output\n\nConnection\n  \\c[onnect] [DBNAME]    connect to new database\n  \\conninfo              display information about current connection\n\nVariables\n  \\set [NAME [VALUE]]    set internal variable\n  \\timing [on|off]       toggle timing of commands\n  \\unset NAME            delete internal variable\n';

const include: Command = function* (shell, [file]) {
  return file !== undefined && shell.include !== undefined && (yield* shell.include(file));
};

const quit: Command = function* (shell) {
  shell.quit = true;
  return true;
};

export const sessionCommands: Commands = {
  q: quit,
  quit,
  i: include,
  include,
  ir: include,
  timing: function* (shell, [arg]) {
    shell.timing = toggled(arg, shell.timing);
    yield* shell.print(`Timing is ${shell.timing ? 'on' : 'off'}.\n`);
    return true;
  },
  encoding: function* (shell) {
    yield* shell.print('UTF8\n');
    return true;
  },
  copyright: function* (shell) {
    yield* shell.print('PostgreSQL Database Management System\n');
    return true;
  },
  h: (shell, args) => notSimulated(shell, `\\h ${args.join(' ')}`),
  '?': function* (shell) {
    yield* shell.print(commandHelp);
    return true;
  },
};
