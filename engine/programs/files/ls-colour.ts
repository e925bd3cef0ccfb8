import type { Stat } from '../../fs/stat.js';

const archives = /\.(?:tar|tgz|gz|bz2|xz|zip|zst|7z|deb|rpm|jar|lz4|lzma|tbz|txz)$/;
const pictures = /\.(?:jpe?g|gif|bmp|png|svg|tiff?|mp4|mkv|webm|avi|mov|webp|ico)$/;
const sounds = /\.(?:mp3|flac|ogg|wav|aac|m4a|opus)$/;

/** The SGR numbers that dircolors gives by default, undefined for no colour. */
export function colourOf(name: string, status: Stat, dangling: boolean): string | undefined {
  const { kind, mode } = status;
  if (kind === 'directory')
    return (mode & 0o1002) === 0o1002 ? '30;42' : (mode & 0o002) !== 0 ? '34;42' : (mode & 0o1000) !== 0 ? '37;44' : '01;34';
  if (kind === 'symlink') return dangling ? '40;31;01' : '01;36';
  if (kind === 'fifo') return '40;33';
  if (kind === 'socket') return '01;35';
  if (kind === 'block' || kind === 'character') return '40;33;01';
  if ((mode & 0o4000) !== 0) return '37;41';
  if ((mode & 0o2000) !== 0) return '30;43';
  if ((mode & 0o111) !== 0) return '01;32';
  return archives.test(name) ? '01;31' : pictures.test(name) ? '01;35' : sounds.test(name) ? '00;36' : undefined;
}

/** BusyBox has a colour for the kind alone. */
export function busyboxColourOf(status: Stat): string {
  const byKind: Readonly<Record<Stat['kind'], string>> = {
    file: '0;0',
    directory: '1;34',
    symlink: '1;36',
    character: '1;33',
    block: '1;33',
    fifo: '1;33',
    socket: '1;35',
  };
  return status.kind === 'file' && (status.mode & 0o111) !== 0 ? '1;32' : byKind[status.kind];
}
