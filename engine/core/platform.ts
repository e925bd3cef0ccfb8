/** An operating system and a processor, as images are made for: `linux/arm64/v8`. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  /** '' where there is only one. */
  readonly variant: string;
}

/** Thrown for text that names no platform; the message is containerd's. */
export class InvalidPlatform extends Error {
  override readonly name = 'InvalidPlatform';
}

/** The machine that is simulated. */
export const here: Platform = { os: 'linux', architecture: 'amd64', variant: '' };

const systems: readonly string[] =
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(' ');
const processors: readonly string[] =
  '386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  );

/** Reads `linux`, `arm64`, `linux/amd64` or `linux/arm/v7` (containerd platforms.Parse). Throws InvalidPlatform. */
export function parsePlatform(text: string): Platform {
  const fail = (reason: string): InvalidPlatform => new InvalidPlatform(`${JSON.stringify(text)}: ${reason}: invalid argument`);
  if (text.includes('*')) throw fail('wildcards not yet supported');
  const parts = text.split('/');
  parts.forEach((part, index) => checkComponent(part, index === 0, text));
  const [first = '', second, third = ''] = parts;
  if (parts.length > 3) throw fail('cannot parse platform specifier');
  const os = normalSystem(first);
  if (second !== undefined) return { os, ...normalProcessor(second, third) };
  if (systems.includes(os)) return { ...here, os };
  const processor = normalProcessor(first, '');
  if (!processors.includes(processor.architecture)) throw fail('unknown operating system or architecture');
  return { os: here.os, ...processor };
}

function checkComponent(part: string, isSystem: boolean, whole: string): void {
  if (/^[A-Za-z0-9_.-]+$/.test(part)) return;
  const quoted = JSON.stringify(part);
  const of = JSON.stringify(whole);
  throw new InvalidPlatform(
    isSystem
      ? String.raw`${quoted} is an invalid OS component of ${of}: OSAndVersion specifier component must match "^([A-Za-z0-9_-]+)(?:\\(([A-Za-z0-9_.-]*)\\))?$": invalid argument`
      : `${quoted} is an invalid component of ${of}: platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument`,
  );
}

/** `linux/arm64/v8` */
export function formatPlatform({ os, architecture, variant }: Platform): string {
  return `${os}/${architecture}${variant === '' ? '' : `/${variant}`}`;
}

/** Whether what is made for one platform is what was asked for. */
export function fitsPlatform(made: Platform, asked: Platform): boolean {
  if (made.os !== asked.os || made.architecture !== asked.architecture) return false;
  // The first processors of this kind run nothing newer, but what is made for them runs on all.
  const isForAll = made.architecture === 'amd64' && made.variant === '';
  return isForAll || asked.variant === '' || made.variant === asked.variant;
}

function normalSystem(name: string): string {
  const lower = name.toLowerCase();
  return lower === 'macos' ? 'darwin' : lower;
}

function normalProcessor(name: string, given: string): Omit<Platform, 'os'> {
  const [architecture, variant] = [name.toLowerCase(), given.toLowerCase()];
  switch (architecture) {
    case 'i386':
      return { architecture: '386', variant: '' };
    case 'x86_64':
    case 'x86-64':
    case 'amd64':
      return { architecture: 'amd64', variant: variant === 'v1' ? '' : variant };
    case 'aarch64':
    case 'arm64':
      return { architecture: 'arm64', variant: variant === '8' ? 'v8' : variant };
    case 'armhf':
      return { architecture: 'arm', variant: '' };
    case 'armel':
      return { architecture: 'arm', variant: 'v6' };
    case 'arm':
      return { architecture: 'arm', variant: variant.replace(/^(?=[5-8]$)/, 'v') };
    default:
      return { architecture, variant };
  }
}
