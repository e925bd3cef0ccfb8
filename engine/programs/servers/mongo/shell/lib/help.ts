/** What `show` and `help` tell. */
export const help = String.raw`
const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
function sizeText(bytes) {
  let value = bytes;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit++) value /= 1024;
  return value.toFixed(2) + ' ' + units[unit];
}
function columns(rows) {
  const widths = [0, 1].map(at => Math.max(...rows.map(row => row[at].length)));
  return rows.map(row => row[0].padEnd(widths[0]) + '  ' + row[1].padStart(widths[1])).join('\n');
}

exports.show = (what, db, format) => {
  const { send } = require('mongo/database');
  switch (what) {
    case 'dbs': case 'databases': {
      const { databases } = send('admin', { listDatabases: 1, nameOnly: false });
      return databases.length === 0 ? '' : columns(databases.map(each => [each.name, sizeText(Number(each.sizeOnDisk))]));
    }
    case 'collections': case 'tables':
      return db.getCollectionInfos({}, { nameOnly: true }).map(info => info.name + (info.type === 'view' ? '   [view]' : '')).sort().join('\n');
    case 'users': return db.getUsers().users;
    case 'roles': return db.getRoles();
    case 'profile': return db.getCollection('system.profile').find();
    case 'logs': return send('admin', { getLog: '*' }).names.join('\n');
    case 'log': return send('admin', { getLog: 'global' }).log;
    case 'startupWarnings': return require('mongo/help').warnings();
    default: throw shell.error('MongoshInvalidInputError', '[COMMON-10001] \'' + what + '\' is not a valid argument for "show".');
  }
};

exports.warnings = () => {
  const { send } = require('mongo/database');
  const lines = send('admin', { getLog: 'startupWarnings' }).log.map(line => { const entry = JSON.parse(line); return '   ' + entry.t.$date + ': ' + entry.msg; });
  return lines.length === 0 ? '' : '------\n   The server generated these startup warnings when booting\n' + lines.join('\n') + '\n------\n';
};

const rows = {
  shell: [
    ['use', 'Choose another database'],
    ['show', "'show databases'/'show dbs', 'show collections'/'show tables', 'show users', 'show logs'"],
    ['it', 'The next documents of the last cursor'],
    ['exit', 'Leave the shell'],
    ['quit', 'Leave the shell, with a status'],
    ['load', 'Run a file of JavaScript'],
    ['sleep', 'Wait so many milliseconds'],
    ['print', 'Print values'],
    ['printjson', 'Print a value over many lines'],
    ['db.help()', 'Methods of databases'],
    ['db.collection.help()', 'Methods of collections'],
  ],
};
function methods(type, title) {
  const names = Object.getOwnPropertyNames(type.prototype).filter(name => name !== 'constructor' && !name.startsWith('_') && typeof type.prototype[name] === 'function').sort();
  return '\n  ' + title + ':\n\n' + names.map(name => '    ' + name).join('\n') + '\n';
}
exports.topic = topic => {
  if (topic === 'db') return methods(require('mongo/database').Database, 'Methods of databases');
  if (topic === 'collection') return methods(require('mongo/collections').Collection, 'Methods of collections');
  const width = Math.max(...rows.shell.map(row => row[0].length));
  return '\n  Help of the shell:\n\n' + rows.shell.map(row => '    ' + row[0].padEnd(width) + '   ' + row[1]).join('\n') + '\n\n  For more information on usage: https://docs.mongodb.com/manual/reference/method';
};
`;
