/** dns: names as the system finds them. */
export const dns = String.raw`
const loop = require('internal/loop');
const { errnos } = require('internal/errors');

exports._failure = (code, name) => {
  const error = new Error('getaddrinfo ' + code + ' ' + name);
  error.errno = code === 'EAI_AGAIN' ? -3001 : -3008;
  if (startup.release.style < 20) { error.errno = code; error.code = code; error.syscall = 'getaddrinfo'; }
  else { error.code = code; error.syscall = 'getaddrinfo'; }
  error.hostname = name;
  return error;
};
exports.lookup = (name, options, callback) => {
  const done = typeof options === 'function' ? options : callback;
  const all = typeof options === 'object' && options !== null && options.all === true;
  loop.start('lookup', [String(name)], (code, list) => {
    if (code !== undefined) { done(exports._failure(code, name)); return; }
    const addresses = JSON.parse(list);
    if (all) done(null, addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })));
    else done(null, addresses[0], addresses[0].includes(':') ? 6 : 4);
  });
};
exports.resolve4 = (name, callback) => loop.start('lookup', [String(name)], (code, list) => {
  if (code === undefined) { callback(null, JSON.parse(list)); return; }
  const error = new Error('queryA ENOTFOUND ' + name);
  callback(Object.assign(error, { errno: undefined, code: 'ENOTFOUND', syscall: 'queryA', hostname: name }));
});
exports.resolve = (name, type, callback) => exports.resolve4(name, typeof type === 'function' ? type : callback);
exports.setDefaultResultOrder = () => {};
exports.promises = {
  lookup: (name, options = {}) => new Promise((resolve, reject) => exports.lookup(name, options, (error, address, family) => error ? reject(error) : resolve(options.all ? address : { address, family }))),
  resolve4: name => new Promise((resolve, reject) => exports.resolve4(name, (error, list) => error ? reject(error) : resolve(list))),
};
exports.promises.resolve = exports.promises.resolve4;
`;
