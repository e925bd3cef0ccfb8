import { parseBytes } from '../flags/bytes.js';
import { FlagValueError } from '../flags/flag-value-error.js';
import { parseCsvLine } from '../flags/csv.js';

/** A mount in the JSON of the API. */
export interface Mount {
  Type: string;
  Source?: string;
  Target: string;
  ReadOnly?: boolean;
  Consistency?: string;
  BindOptions?: Record<string, unknown>;
  VolumeOptions?: Record<string, unknown>;
  TmpfsOptions?: Record<string, unknown>;
  ImageOptions?: Record<string, unknown>;
}

/** Checks a value of `--mount`. */
export function checkMount(value: string): string {
  parseMount(value);
  return value;
}

/** `type=bind,source=/a,target=/b,readonly`. Throws FlagValueError with the client's message. */
export function parseMount(value: string): Mount {
  const fields = parseCsvLine(value);
  const mount: Mount = { Type: 'volume', Target: '' };
  for (const field of fields) applyField(mount, field);
  if (mount.Type === '') throw new FlagValueError('type is required');
  if (mount.Target === '') throw new FlagValueError('target is required');
  checkOptionsFit(mount);
  return mount;
}

/** Keys that need no value. */
const flags = new Set(['readonly', 'ro', 'volume-nocopy', 'bind-nonrecursive', 'bind-create-src']);

function applyField(mount: Mount, field: string): void {
  const equals = field.indexOf('=');
  const key = (equals < 0 ? field : field.slice(0, equals)).toLowerCase();
  const value = equals < 0 ? undefined : field.slice(equals + 1);
  if (value === undefined && !flags.has(key)) throw new FlagValueError(`invalid field '${field}' must be a key=value pair`);
  if (key.trim() !== key) throw new FlagValueError(`invalid option '${key}' in '${field}': option should not have whitespace`);
  const apply = keys[key];
  if (!apply) throw new FlagValueError(`unexpected key '${key}' in '${field}'`);
  apply(mount, value ?? 'true', key);
}

type Apply = (mount: Mount, value: string, key: string) => void;

const setSource: Apply = (mount, value) => {
  mount.Source = value;
};
const setTarget: Apply = (mount, value) => {
  mount.Target = value;
};
const setReadOnly: Apply = (mount, value, key) => {
  mount.ReadOnly = flagValue(key, value);
};

const keys: Readonly<Record<string, Apply>> = {
  type: (mount, value) => {
    mount.Type = value.toLowerCase();
  },
  source: setSource,
  src: setSource,
  target: setTarget,
  dst: setTarget,
  destination: setTarget,
  readonly: setReadOnly,
  ro: setReadOnly,
  consistency: (mount, value) => {
    mount.Consistency = value.toLowerCase();
  },
  'bind-propagation': (mount, value) => bind(mount, { Propagation: value.toLowerCase() }),
  'bind-nonrecursive': (mount, value, key) => bind(mount, { NonRecursive: flagValue(key, value) }),
  'bind-create-src': (mount, value, key) => bind(mount, { CreateMountpoint: flagValue(key, value) }),
  'bind-recursive': (mount, value) => bind(mount, recursion(value)),
  'volume-subpath': (mount, value) => volume(mount, { Subpath: value }),
  'volume-nocopy': (mount, value, key) => volume(mount, { NoCopy: flagValue(key, value) }),
  'volume-label': (mount, value) => volume(mount, { Labels: { ...asTexts(mount.VolumeOptions?.['Labels']), ...keyValue(value) } }),
  'volume-driver': (mount, value) => volume(mount, { DriverConfig: { ...asTexts(mount.VolumeOptions?.['DriverConfig']), Name: value } }),
  'volume-opt': (mount, value) => {
    const driver = mount.VolumeOptions?.['DriverConfig'];
    const options = typeof driver === 'object' && driver !== null && 'Options' in driver ? asTexts(driver.Options) : {};
    volume(mount, { DriverConfig: { ...asTexts(driver), Options: { ...options, ...keyValue(value) } } });
  },
  'image-subpath': (mount, value) => {
    mount.ImageOptions = { Subpath: value };
  },
  'tmpfs-size': (mount, value, key) => {
    mount.TmpfsOptions = { ...mount.TmpfsOptions, SizeBytes: sizeValue(key, value) };
  },
  'tmpfs-mode': (mount, value, key) => {
    if (!/^[0-7]+$/.test(value)) throw new FlagValueError(`invalid value for ${key}: ${value}`);
    mount.TmpfsOptions = { ...mount.TmpfsOptions, Mode: parseInt(value, 8) };
  },
};

function bind(mount: Mount, options: Record<string, unknown>): void {
  mount.BindOptions = { ...mount.BindOptions, ...options };
}

function volume(mount: Mount, options: Record<string, unknown>): void {
  mount.VolumeOptions = { ...mount.VolumeOptions, ...options };
}

function recursion(value: string): Record<string, unknown> {
  if (value === 'enabled') return {};
  if (value === 'disabled') return { NonRecursive: true };
  if (value === 'writable') return { ReadOnlyNonRecursive: true };
  if (value === 'readonly') return { ReadOnlyForceRecursive: true };
  throw new FlagValueError(`invalid value for bind-recursive: ${value} (must be "enabled", "disabled", "writable", or "readonly")`);
}

function flagValue(key: string, value: string): boolean {
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  throw new FlagValueError(`invalid value for ${key}: ${value}`);
}

function sizeValue(key: string, value: string): number {
  try {
    return parseBytes(value);
  } catch {
    throw new FlagValueError(`invalid value for ${key}: ${value}`);
  }
}

function keyValue(value: string): Record<string, string> {
  const equals = value.indexOf('=');
  return equals < 0 ? { [value]: '' } : { [value.slice(0, equals)]: value.slice(equals + 1) };
}

function asTexts(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function checkOptionsFit(mount: Mount): void {
  const wrong = (options: string): never => {
    throw new FlagValueError(`cannot mix '${options}' options with mount type '${mount.Type}'`);
  };
  if (mount.VolumeOptions && mount.Type !== 'volume') wrong('volume-*');
  if (mount.ImageOptions && mount.Type !== 'image') wrong('image-*');
  if (mount.BindOptions && mount.Type !== 'bind') wrong('bind-*');
  if (mount.TmpfsOptions && mount.Type !== 'tmpfs') wrong('tmpfs-*');
  checkRecursion(mount);
}

function checkRecursion({ ReadOnly, BindOptions = {} }: Mount): void {
  const needs = (recursion: string, option: string): never => {
    throw new FlagValueError(`option 'bind-recursive=${recursion}' requires '${option}' to be specified in conjunction`);
  };
  if (BindOptions['ReadOnlyNonRecursive'] === true && ReadOnly !== true) needs('writable', 'readonly');
  if (BindOptions['ReadOnlyForceRecursive'] !== true) return;
  if (ReadOnly !== true) needs('readonly', 'readonly');
  if (BindOptions['Propagation'] !== 'rprivate') needs('readonly', 'bind-propagation=rprivate');
}
