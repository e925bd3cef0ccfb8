import { PhpArray } from '../runtime/array.js';
import { parseSize } from '../runtime/ini.js';
import type { Args, Natives } from '../runtime/native.js';
import type { Value } from '../runtime/value.js';

function setIni(a: Args): Value {
  const { ini } = a.vm;
  const name = a.str(0);
  const before = ini.get(name);
  if (before === undefined) return false;
  change(a, name, a.vm.text(a.get(1)));
  return before;
}

/** Changes a setting, and what goes by it. */
function change(a: Args, name: string, value: string): void {
  a.vm.ini.change(name, value);
  if (name === 'memory_limit') a.vm.memory.limit = parseSize(value);
  if (name === 'error_reporting') a.vm.errors.level = Number(value) || 0;
}

function allSettings(a: Args): Value {
  const { ini } = a.vm;
  const prefix = a.optStr(0)?.toLowerCase();
  const wanted = ini.entries().filter(([name]) => prefix === undefined || prefix === 'core' || name.startsWith(`${prefix}.`));
  if (!a.bool(1)) return PhpArray.from(wanted);
  return PhpArray.from(
    wanted.map(([name, value]) => [
      name,
      PhpArray.from([
        ['global_value', ini.master(name) ?? null],
        ['local_value', value],
        ['access', 7],
      ]),
    ]),
  );
}

export const settingFunctions: Natives = {
  'ini_get(string $option)': a => a.vm.ini.get(a.str(0)) ?? false,
  'ini_set(string $option, mixed $value)': setIni,
  'ini_alter(string $option, mixed $value)': setIni,
  'ini_restore(string $option)': a => {
    const value = a.vm.ini.master(a.str(0));
    if (value !== undefined) change(a, a.str(0), value);
    a.vm.ini.restore(a.str(0));
    return null;
  },
  'ini_get_all(?string $extension = null, bool $details = true)': allSettings,
  'ini_parse_quantity(string $shorthand)': a => parseSize(a.str(0)),
  'get_cfg_var(string $option)': a => a.vm.ini.master(a.str(0)) ?? false,
  'php_ini_loaded_file()': a => a.vm.ini.loaded ?? false,
  'php_ini_scanned_files()': a => (a.vm.ini.scanned.length === 0 ? '' : `${a.vm.ini.scanned.join(',\n')}\n`),
  'set_include_path(string $include_path)': a => {
    const before = a.vm.ini.get('include_path') ?? '';
    a.vm.ini.change('include_path', a.str(0));
    return before;
  },
  'get_include_path()': a => a.vm.ini.get('include_path') ?? '',
};
