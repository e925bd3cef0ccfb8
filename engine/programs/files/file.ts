import { largestOf } from '../../core/extremes.js';
import { isErrno } from '../../core/errno.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { Task } from '../../core/task.js';
import { noEffect } from '../options.js';
import { fileOrigin } from '../origins.js';
import { define, UsageError, type Tool } from '../tool.js';
import { displayWidth } from '../width.js';

type Key = 'brief' | 'mime' | 'mimeType' | 'follow' | 'noFollow';
/** How much of a file is looked at. */
const HEAD_BYTES = 65536;

export const file = define<Key>({
  name: 'file',
  options: {
    brief: ['-b, --brief', 'do not prepend filenames to output lines'],
    mime: ['-i, --mime', 'output MIME type strings'],
    mimeType: ['--mime-type', 'output the MIME type'],
    follow: ['-L, --dereference', 'follow symlinks'],
    noFollow: noEffect('-h, --no-dereference', 'the default', undefined, "don't follow symlinks (default)"),
  },
  gnu: { usage: ['[OPTION...] [FILE...]'], about: 'Determine type of FILEs.' },
  origin: fileOrigin,
  *run(tool) {
    const { args, out } = tool;
    if (args.operands.length === 0) throw new UsageError('');
    const width = largestOf(args.operands.map(displayWidth)) + 1;
    for (const path of args.operands) {
      const { text, mime } = yield* describe(tool, path);
      const shown =
        args.has('mime') || args.has('mimeType') ? (args.has('mime') && !args.has('mimeType') ? mime : (mime.split(';')[0] ?? '')) : text;
      yield* out.line(args.has('brief') ? shown : `${`${path}:`.padEnd(width)} ${shown}`);
    }
  },
});

interface Description {
  readonly text: string;
  readonly mime: string;
}

function* describe(tool: Tool<Key>, path: string): Task<Description> {
  const { sys, args } = tool;
  try {
    const status = args.has('follow') ? sys.stat(path) : sys.lstat(path);
    if (status.kind === 'directory')
      return { text: (status.mode & 0o1000) !== 0 ? 'sticky, directory' : 'directory', mime: 'inode/directory; charset=binary' };
    if (status.kind === 'symlink') return { text: link(tool, path), mime: 'inode/symlink; charset=binary' };
    if (status.device)
      return {
        text: `${status.kind} special (${String(status.device.major)}/${String(status.device.minor)})`,
        mime: `inode/${status.kind === 'block' ? 'block' : 'char'}device; charset=binary`,
      };
    if (status.kind !== 'file')
      return { text: status.kind === 'fifo' ? 'fifo (named pipe)' : 'socket', mime: `inode/${status.kind}; charset=binary` };
    if (status.sizeBytes === 0) return { text: 'empty', mime: 'inode/x-empty; charset=binary' };
    const fd = sys.open(path, { read: true });
    const head = yield* sys.read(fd, HEAD_BYTES);
    sys.close(fd);
    return contentOf(head);
  } catch (error) {
    if (!isErrno(error)) throw error;
    const text = `cannot open \`${path}' (${error.message})`;
    return { text, mime: text };
  }
}

function link(tool: Tool<Key>, path: string): string {
  let target: string;
  try {
    target = tool.sys.readlink(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return `unreadable symlink \`${path}' (${error.message})`;
  }
  try {
    tool.sys.stat(path);
    return `symbolic link to ${target}`;
  } catch (error) {
    if (!isErrno(error)) throw error;
    return `broken symbolic link to ${target}`;
  }
}

const magics: readonly (readonly [readonly number[], number, string, string])[] = [
  [
    [0x7f, 0x45, 0x4c, 0x46],
    0,
    'ELF 64-bit LSB pie executable, x86-64, version 1 (SYSV), dynamically linked, interpreter /lib64/ld-linux-x86-64.so.2, stripped',
    'application/x-pie-executable; charset=binary',
  ],
  [[0x1f, 0x8b], 0, 'gzip compressed data', 'application/gzip; charset=binary'],
  [[0x89, 0x50, 0x4e, 0x47], 0, 'PNG image data', 'image/png; charset=binary'],
  [[0xff, 0xd8, 0xff], 0, 'JPEG image data', 'image/jpeg; charset=binary'],
  [[0x50, 0x4b, 3, 4], 0, 'Zip archive data', 'application/zip; charset=binary'],
  [[0x25, 0x50, 0x44, 0x46], 0, 'PDF document', 'application/pdf; charset=binary'],
  [[0x75, 0x73, 0x74, 0x61, 0x72, 0x20], 257, 'POSIX tar archive (GNU)', 'application/x-tar; charset=binary'],
  [[0x75, 0x73, 0x74, 0x61, 0x72], 257, 'POSIX tar archive', 'application/x-tar; charset=binary'],
];

function contentOf(head: Uint8Array): Description {
  for (const [bytes, at, text, mime] of magics) if (bytes.every((byte, i) => head[at + i] === byte)) return { text, mime };
  const text = decodeUtf8(head);
  if (/[\u0000-\u0006\u000e-\u001a\u001c-\u001f\udc80-\udcff]/.test(text))
    return { text: 'data', mime: 'application/octet-stream; charset=binary' };
  const ascii = !/[^\u0000-\u007f]/.test(text);
  const charset = ascii ? 'us-ascii' : 'utf-8';
  const encoding = ascii ? 'ASCII text' : 'Unicode text, UTF-8 text';
  const ends = text.includes('\r\n') ? ', with CRLF line terminators' : !text.includes('\n') ? ', with no line terminators' : '';
  const script = /^#! ?(\S+)(?: (\S+))?/.exec(text);
  if (script) {
    const name = (script[1]?.endsWith('/env') ? script[2] : script[1]?.slice(script[1].lastIndexOf('/') + 1)) ?? '';
    const label: Readonly<Record<string, string>> = {
      sh: 'POSIX shell script',
      bash: 'Bourne-Again shell script',
      dash: 'a dash script',
      python3: 'Python script',
      node: 'Node.js script',
    };
    return {
      text: `${label[name] ?? `a ${script[1] ?? ''} script`}, ${encoding} executable${ends}`,
      mime: `text/x-shellscript; charset=${charset}`,
    };
  }
  if (/^\s*[[{][\s\S]*[\]}]\s*$/.test(text) && isJson(text))
    return { text: 'JSON text data', mime: `application/json; charset=${charset}` };
  if (/^\s*<!doctype html|^\s*<html/i.test(text))
    return { text: `HTML document, ${encoding}${ends}`, mime: `text/html; charset=${charset}` };
  return { text: encoding + ends, mime: `text/plain; charset=${charset}` };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
