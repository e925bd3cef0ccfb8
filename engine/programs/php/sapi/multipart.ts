import { bytesOfLatin1 } from '../../../core/latin1.js';
import type { Task } from '../../../core/task.js';
import { putNamed } from '../functions/text.js';
import { PhpArray } from '../runtime/array.js';
import type { Vm } from '../runtime/vm.js';

const MAX_PARTS = 200;

/** Reads a form with files: fields into `post`, files into /tmp and `files`. */
export function* readUpload(
  vm: Vm,
  { body, boundary, post, files }: { readonly body: string; readonly boundary: string; readonly post: PhpArray; readonly files: PhpArray },
): Task<void> {
  const parts = body.split(`--${boundary}`).slice(1, MAX_PARTS);
  for (const part of parts) {
    if (part.startsWith('--')) return;
    const cut = part.indexOf('\r\n\r\n');
    if (cut < 0) continue;
    const head = part.slice(0, cut);
    const content = part.slice(cut + 4).replace(/\r\n$/, '');
    const name = /name="([^"]*)"/.exec(head)?.[1];
    const fileName = /filename="([^"]*)"/.exec(head)?.[1];
    if (name === undefined) continue;
    if (fileName === undefined) putNamed(vm, post, name, content);
    else
      yield* keepFile(vm, files, { name, fileName, content, type: /content-type:\s*(\S+)/i.exec(head)?.[1] ?? 'application/octet-stream' });
  }
}

function* keepFile(
  vm: Vm,
  files: PhpArray,
  { name, fileName, content, type }: { readonly name: string; readonly fileName: string; readonly content: string; readonly type: string },
): Task<void> {
  const tooLarge = content.length > vm.ini.size('upload_max_filesize');
  const isEmpty = fileName === '' && content === '';
  const path = tooLarge || isEmpty ? '' : `/tmp/php${vm.sys.random.hex(6)}`;
  if (path !== '') {
    const fd = vm.sys.open(path, { write: true, create: true, exclusive: true, mode: 0o600 });
    yield* vm.sys.write(fd, bytesOfLatin1(content));
    vm.sys.close(fd);
    vm.http.uploads.push(path);
  }
  const entry = PhpArray.from([
    ['name', fileName],
    ['full_path', fileName],
    ['type', isEmpty || tooLarge ? '' : type],
    ['tmp_name', path],
    ['error', tooLarge ? 1 : isEmpty ? 4 : 0],
    ['size', path === '' ? 0 : content.length],
  ]);
  files.set(vm.key(name), entry);
}
