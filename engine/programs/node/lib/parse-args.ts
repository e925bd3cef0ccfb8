/** util.parseArgs */
export const parseArgs = String.raw`
const errors = require('internal/errors');
const fail = (code, message) => { throw errors.coded(TypeError, code, message); };
const shown = (name, option) => (option && option.short ? '-' + option.short + ', ' : '') + '--' + name;

exports.parseArgs = (config = {}) => {
  const options = config.options || {};
  const isStrict = config.strict !== false;
  const allowsPositionals = config.allowPositionals === undefined ? !isStrict : config.allowPositionals;
  const args = config.args === undefined ? process.argv.slice(process.execArgv.some(word => /^-(e|p|pe)$/.test(word)) ? 1 : 2) : [...config.args];
  const result = { values: Object.create(null), positionals: [] };
  const tokens = [];
  for (const [name, option] of Object.entries(options)) {
    if (!['string', 'boolean'].includes(option.type)) throw errors.invalidArgument('options.' + name + '.type', "one of type string ('string|boolean')", option.type);
    if (option.short !== undefined && option.short.length !== 1) throw errors.coded(TypeError, 'ERR_INVALID_ARG_VALUE', "The property 'options." + name + ".short' must be a single character. Received '" + option.short + "'");
  }
  const store = (name, value, rawName, isInline, index) => {
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!option && isStrict && config.allowNegative && name.startsWith('no-') && options[name.slice(3)] && options[name.slice(3)].type === 'boolean') { result.values[name.slice(3)] = false; return; }
    if (!option && isStrict) {
      const hint = allowsPositionals ? ". To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- \"" + rawName + "\"" : '';
      fail('ERR_PARSE_ARGS_UNKNOWN_OPTION', "Unknown option '" + rawName + "'" + hint);
    }
    if (isStrict && option.type === 'string' && typeof value !== 'string') fail('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', "Option '" + shown(name, option) + " <value>' argument missing");
    if (isStrict && option.type === 'boolean' && value !== undefined) fail('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', "Option '" + shown(name, option) + "' does not take an argument");
    tokens.push({ kind: 'option', name, rawName, index, value, inlineValue: value === undefined ? undefined : isInline });
    const kept = value === undefined ? true : value;
    if (option && option.multiple) (result.values[name] = result.values[name] || []).push(kept);
    else result.values[name] = kept;
  };
  const longOf = letter => Object.keys(options).find(name => options[name].short === letter) || letter;
  const ambiguous = (rawName, value, name) => {
    const option = options[name];
    fail('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', "Option '" + rawName + "' argument is ambiguous.\nDid you forget to specify the option argument for '" + rawName + "'?\nTo specify an option argument starting with a dash use " + (rawName.startsWith('--') ? "'" + rawName + "=-XYZ'." : "'--" + name + "=-XYZ' or '" + rawName + "-XYZ'."));
  };
  for (let at = 0; at < args.length; at++) {
    const word = args[at];
    if (word === '--') { tokens.push({ kind: 'option-terminator', index: at }); for (const rest of args.slice(at + 1)) { positional(rest, ++at); } break; }
    if (!word.startsWith('-') || word === '-') { positional(word, at); continue; }
    if (word.startsWith('--')) {
      const cut = word.indexOf('=', 3);
      const name = cut < 0 ? word.slice(2) : word.slice(2, cut);
      if (cut >= 0) { store(name, word.slice(cut + 1), '--' + name, true, at); continue; }
      takeValue(name, word, at);
      continue;
    }
    for (let letter = 1; letter < word.length; letter++) {
      const name = longOf(word[letter]);
      const isText = options[name] && options[name].type === 'string';
      if (isText && letter < word.length - 1) { store(name, word.slice(letter + 1), '-' + word[letter], true, at); break; }
      if (isText) takeValue(name, '-' + word[letter], at); else store(name, undefined, '-' + word[letter], false, at);
    }
    function takeValue(name, rawName, index) {
      const isText = Object.hasOwn(options, name) && options[name].type === 'string';
      if (!isText || at + 1 >= args.length) { store(name, undefined, rawName, false, index); return; }
      const value = args[at + 1];
      if (isStrict && value.length > 1 && value.startsWith('-')) ambiguous(rawName, value, name);
      at++;
      store(name, value, rawName, false, index);
    }
  }
  function positional(value, index) {
    if (!allowsPositionals) fail('ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', "Unexpected argument '" + value + "'. This command does not take positional arguments");
    tokens.push({ kind: 'positional', index, value });
    result.positionals.push(value);
  }
  for (const [name, option] of Object.entries(options)) if (option.default !== undefined && result.values[name] === undefined) result.values[name] = option.default;
  if (config.tokens) result.tokens = tokens;
  return result;
};
`;
