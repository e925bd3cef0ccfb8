// What the first prompt of a lesson does not need. A new program belongs into one of these tables.

const servers = 'build/engine/programs/servers';
const programs = 'build/engine/programs';

/** Data and the like, in scripts of their own, that need nothing of the rest: the functions that such a file exports. It is loaded when one of them is called. */
export const aside = {
  'build/engine/programs/node/quickjs/wasm-text.js': ['wasmText'],
  'build/engine/programs/node/quickjs/wasm-suspendable-text.js': ['suspendableWasmText'],
  'build/engine/programs/node/library.js': ['sourceOf'],
  'build/engine/programs/npm/catalogue.js': ['catalogue', 'manifestOf'],
  // The names of all characters of HTML, for the few lessons that write one.
  'node_modules/entities/dist/index.js': ['decodeHTMLStrict'],
};

/**
 * Programs in scripts of their own that use the modules of the scripts around them: what such a file exports are `functions`, `makers` of
 * functions, and `classes` of which only static members are wanted. Whatever only they import goes along. A script lies `inside` of the one
 * that uses it, so that both have the same modules.
 */
export const apart = {
  // What containers run. The learner's shell and the daemon do without.
  [`${programs}/index.js`]: {
    functions: ['findProgram'],
    inside: {
      [`${programs}/editors/vi/vi.js`]: { functions: ['vi'] },
      [`${programs}/git/git.js`]: { makers: ['git'] },
      [`${servers}/elasticsearch.js`]: { functions: ['java'] },
      [`${servers}/mongo/server/mongod.js`]: { functions: ['mongod'] },
      [`${servers}/mongo/shell/mongosh.js`]: { functions: ['mongosh'] },
      [`${servers}/httpd/httpd.js`]: { makers: ['httpd'] },
      [`${servers}/mysql/mysqld.js`]: { makers: ['mysqld'] },
      [`${servers}/postgres/programs.js`]: { makers: ['postgresProgram'] },
      [`${programs}/php/sapi/cli.js`]: { functions: ['php'] },
      [`${programs}/php/sapi/fpm/fpm.js`]: { functions: ['phpFpm'] },
      [`${programs}/python/python.js`]: { functions: ['python'] },
    },
  },
  [`${programs}/pip/pypi.js`]: { functions: ['answerIndex'] },
};

/**
 * What few lessons use, in modules that begin when they are used: what such a file exports are `functions`, `makers` of functions, and
 * `classes` of which only static members are wanted. It stays in the one script, for it shares modules with the rest.
 */
export const later = {
  'build/engine/docker/canonical-words.js': { functions: ['canonicalWords'] },
  'build/engine/docker/completions.js': { functions: ['completeDocker'] },
  'build/engine/docker/main.js': { functions: ['docker'] },
  'build/engine/host/daemon-socket.js': { functions: ['serveSocketClient'] },
  'build/engine/host/registry/program.js': { makers: ['registryProgram'] },
  [`${programs}/npm/registry.js`]: { functions: ['answerRegistry'] },
  [`${servers}/grafana.js`]: { functions: ['grafana'] },
  [`${servers}/mysql/admin.js`]: { makers: ['mysqladmin', 'mysqldump'] },
  [`${servers}/mysql/client.js`]: { makers: ['mysqlClient'] },
  [`${servers}/nginx/nginx.js`]: { functions: ['nginx'] },
  [`${servers}/redis/cli.js`]: { functions: ['redisCli'] },
  [`${servers}/redis/server.js`]: { functions: ['redisServer'] },
  [`${programs}/archive/packing/bzip2.js`]: { functions: ['packBzip2', 'unpackBzip2'] },
  [`${programs}/archive/packing/xz.js`]: { functions: ['packXz', 'unpackXz'] },
  [`${programs}/awk/parse.js`]: { functions: ['parseAwk'] },
  [`${programs}/calculate/run-bc.js`]: { functions: ['runBc'] },
  [`${programs}/diff/lines.js`]: { functions: ['editScript'] },
  [`${programs}/editors/nano/nano.js`]: { functions: ['nano'] },
  [`${programs}/make/run-make.js`]: { functions: ['runMake'] },
  [`${programs}/net/curl/curl.js`]: { makers: ['curl'] },
  [`${programs}/net/dig.js`]: { functions: ['dig'] },
  [`${programs}/net/socat/run-socat.js`]: { functions: ['runSocat'] },
  [`${programs}/net/tcpdump/run-tcpdump.js`]: { functions: ['runTcpdump'] },
  [`${programs}/node/node.js`]: { makers: ['node'] },
  [`${programs}/npm/npm.js`]: { functions: ['npm', 'npx'] },
  [`${programs}/npm/yarn.js`]: { functions: ['yarn'] },
  [`${programs}/packages/dpkg/dpkg.js`]: { functions: ['dpkg', 'dpkgQuery'] },
  [`${programs}/packages/yum/yum.js`]: { functions: ['yum'] },
  'node_modules/re2js/build/index.js': { classes: ['RE2JS', 'RE2JSException'] },
};
