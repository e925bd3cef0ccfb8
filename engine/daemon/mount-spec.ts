import { duplicateMount, invalidMode, invalidMount, notSimulated, volumeSpec, DaemonError } from './errors.js';
import type { HostConfig, MountRequest } from './host-config.js';
import type { MountPoint } from './mount-point.js';

/** What a container asks to have mounted, before volumes have been made; a volume without a name is an anonymous one. */
export type MountWish = MountPoint;

const base: MountPoint = {
  type: 'volume',
  name: '',
  source: '',
  target: '',
  driver: '',
  mode: '',
  writable: true,
  propagation: '',
  anonymous: false,
  createSource: false,
  copyUp: false,
  subpath: '',
  labels: null,
  tmpfs: undefined,
};

/** The mounts of `-v`, `--mount` and VOLUME in Docker's order (moby daemon/volumes.go, registerMountPoints), `--volumes-from` apart. */
export function mountWishes(host: HostConfig, volumes: Readonly<Record<string, unknown>> | null): readonly MountWish[] {
  const tmpfs = new Set(Object.keys(host.Tmpfs ?? {}).map(cleanPath));
  const targets = new Set<string>();
  const claim = (wish: MountWish): MountWish => {
    if (targets.has(wish.target) || (tmpfs.has(wish.target) && wish.type !== 'tmpfs')) throw duplicateMount(wish.target);
    targets.add(wish.target);
    return wish;
  };
  const binds = (host.Binds ?? []).map(text => claim(parseBind(text, host.VolumeDriver)));
  const mounts = (host.Mounts ?? []).map(request => claim(parseMount(request)));
  for (const target of tmpfs) targets.add(target);
  const anonymous = Object.keys(volumes ?? {})
    .map(cleanPath)
    .filter(target => !targets.has(target))
    .map(target => ({ ...base, target, driver: host.VolumeDriver || 'local', anonymous: true, copyUp: true }));
  return [...binds, ...mounts, ...anonymous];
}

const labelModes = new Set(['z', 'Z']);
const propagationModes = new Set(['shared', 'rshared', 'slave', 'rslave', 'private', 'rprivate']);
const copyModes = new Set(['nocopy']);
const otherModes = new Set(['consistent', 'cached', 'delegated']);

/** `source:target[:mode]` of `-v`; a lone target is an anonymous volume. */
function parseBind(text: string, driver: string): MountWish {
  const parts = text.split(':');
  if (parts.length > 3 || parts[0] === '') throw volumeSpec(text);
  const [first = '', second, mode = ''] = parts;
  if (second !== undefined && parts.length === 2 && isMode(second)) throw volumeSpec(text);
  const source = second === undefined ? '' : first;
  const target = second ?? first;
  const options = mode === '' ? [] : mode.split(',');
  if (!options.every(option => isModeOption(option)) || !isMode(mode)) throw invalidMode(mode);
  const type = source.startsWith('/') ? 'bind' : 'volume';
  checkTarget(target, type, text);
  const shared = { ...base, target: cleanPath(target), writable: !options.includes('ro') };
  if (type === 'bind') {
    const propagation = options.find(option => propagationModes.has(option)) ?? 'rprivate';
    return { ...shared, type, source: cleanPath(source), mode, propagation, createSource: true };
  }
  if (options.some(option => propagationModes.has(option)))
    throw volumeSpec(text, invalidMount(type, 'field BindOptions must not be specified').message);
  return {
    ...shared,
    name: source,
    driver: driver || 'local',
    mode: mode === '' && source !== '' ? 'z' : mode,
    anonymous: source === '',
    copyUp: !options.includes('nocopy'),
  };
}

function checkTarget(target: string, type: string, text: string): void {
  if (!target.startsWith('/'))
    throw volumeSpec(text, invalidMount(type, `invalid mount path: '${target}' mount path must be absolute`).message);
  if (cleanPath(target) === '/') throw volumeSpec(text, invalidMount(type, "invalid specification: destination can't be '/'").message);
}

function isModeOption(option: string): boolean {
  return (
    option === 'ro' ||
    option === 'rw' ||
    labelModes.has(option) ||
    propagationModes.has(option) ||
    copyModes.has(option) ||
    otherModes.has(option)
  );
}

/** Each kind of option at most once. */
function isMode(mode: string): boolean {
  if (mode === '') return true;
  const kinds = mode.split(',').map(option => {
    if (option === 'ro' || option === 'rw') return 'access';
    if (labelModes.has(option)) return 'label';
    if (propagationModes.has(option)) return 'propagation';
    if (copyModes.has(option)) return 'copy';
    return otherModes.has(option) ? 'consistency' : '';
  });
  return !kinds.includes('') && new Set(kinds).size === kinds.length;
}

/** One `--mount`. */
function parseMount(request: MountRequest): MountWish {
  const { Type: type, Target: target, Source: source = '' } = request;
  if (target === '') throw invalidMount(type, 'field Target must not be empty');
  if (!isMountType(type)) throw mountOfOtherType(type);
  if (type === 'bind' && source === '') throw invalidMount(type, 'field Source must not be empty');
  if (!target.startsWith('/')) throw invalidMount(type, `invalid mount path: '${target}' mount path must be absolute`);
  if (cleanPath(target) === '/') throw invalidMount(type, "invalid specification: destination can't be '/'");
  const shared: MountWish = { ...base, type, target: cleanPath(target), writable: request.ReadOnly !== true };
  if (type === 'tmpfs') {
    if (source !== '') throw invalidMount(type, 'field Source must not be specified');
    return { ...shared, tmpfs: { sizeBytes: request.TmpfsOptions?.SizeBytes, mode: request.TmpfsOptions?.Mode } };
  }
  if (type === 'bind') {
    checkPropagation(request.BindOptions?.Propagation ?? '');
    if (!source.startsWith('/')) throw invalidMount(type, `invalid mount path: '${source}' mount path must be absolute`);
    const propagation = request.BindOptions?.Propagation ?? 'rprivate';
    if (!propagationModes.has(propagation)) throw invalidMount(type, `invalid propagation mode: ${propagation}`);
    return {
      ...shared,
      source: cleanPath(source),
      propagation,
      createSource: request.BindOptions?.CreateMountpoint === true,
    };
  }
  checkVolume(request, source);
  return {
    ...shared,
    name: source,
    driver: request.VolumeOptions?.DriverConfig?.Name ?? 'local',
    mode: 'z',
    anonymous: source === '',
    copyUp: request.VolumeOptions?.NoCopy !== true,
    subpath: request.VolumeOptions?.Subpath ?? '',
    labels: request.VolumeOptions?.Labels ?? null,
  };
}

function checkPropagation(mode: string): void {
  if (mode !== '' && !propagationModes.has(mode)) throw invalidMount('bind', `invalid propagation mode: ${mode}`);
}

function checkVolume({ ReadOnly: readOnly, VolumeOptions: options }: MountRequest, source: string): void {
  const subpath = options?.Subpath ?? '';
  if (source === '' && subpath !== '') throw invalidMount('volume', 'must not set Subpath when using anonymous volumes');
  if (source === '' && readOnly === true) throw invalidMount('volume', 'must not set ReadOnly mode when using anonymous volumes');
  if (subpath.startsWith('/') || subpath.split('/').includes('..'))
    throw invalidMount('volume', 'subpath must be a relative path within the volume');
}

function isMountType(type: string): type is MountWish['type'] {
  return type === 'bind' || type === 'volume' || type === 'tmpfs';
}

function mountOfOtherType(type: string): DaemonError {
  return type === 'image' ? notSimulated(`--mount type=${type}`) : invalidMount(type, 'mount type unknown');
}

/** Without doubled and trailing slashes and `.` and `..`, as Go's filepath.Clean. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
