import { sha256 } from '@noble/hashes/sha2.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { writeZip, zipEntry } from '../archive/zip-format.js';
import { catalogue, type IndexPackage } from './catalogue.js';
import { wheelText } from './own-files.js';
import { canonicalName } from './requirement.js';

/** What the index answers to a GET. */
export interface IndexAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array;
}

/** A wheel: one of a version for one kind of machine. */
interface Wheel {
  readonly item: IndexPackage;
  readonly version: string;
  readonly tag: string;
}

const PACKED_AT = Date.UTC(1980, 0, 1);
const wheels = new Map<string, Uint8Array>();

/** pypi.org and files.pythonhosted.org. */
export function answerIndex(host: string, path: string): IndexAnswer {
  if (host === 'files.pythonhosted.org') return fileAnswer(path.replace(/^.*\//, ''));
  const [, name] = /^\/simple\/([^/]+)\/?$/.exec(path) ?? [];
  if (name !== undefined) return simplePage(name);
  const [, project, version] = /^\/pypi\/([^/]+)(?:\/([^/]+))?\/json\/?$/.exec(path) ?? [];
  if (project !== undefined) return projectJson(project, version);
  if (path === '/simple/' || path === '/simple')
    return html(
      200,
      catalogue()
        .map(({ name: each }) => `<a href="/simple/${canonicalName(each)}/">${canonicalName(each)}</a><br/>\n`)
        .join(''),
    );
  return html(404, '404 Not Found\n');
}

function html(status: number, text: string): IndexAnswer {
  return { status, type: 'text/html', body: encodeUtf8(text) };
}

function find(name: string): IndexPackage | undefined {
  return catalogue().find(item => canonicalName(item.name) === canonicalName(name));
}

function simplePage(name: string): IndexAnswer {
  const item = find(name);
  if (!item) return html(404, '404 Not Found\n');
  const links = item.versions
    .flatMap(version => wheelsOf(item, version))
    .map(wheel => {
      const bytes = bytesOf(wheel);
      const about = hex(sha256(encodeUtf8(metadataOf(wheel))));
      return `    <a href="${urlOf(wheel)}#sha256=${hex(sha256(bytes))}" data-requires-python="&gt;=3.7" data-core-metadata="sha256=${about}">${fileOf(wheel)}</a><br />\n`;
    });
  const title = `Links for ${canonicalName(item.name)}`;
  return html(
    200,
    `<!DOCTYPE html>\n<html>\n  <head>\n    <title>${title}</title>\n  </head>\n  <body>\n    <h1>${title}</h1>\n${links.join('')}  </body>\n</html>\n`,
  );
}

function projectJson(name: string, version: string | undefined): IndexAnswer {
  const item = find(name);
  const shown = version ?? item?.versions.at(-1) ?? '';
  if (!item?.versions.includes(shown)) return { status: 404, type: 'application/json', body: encodeUtf8('{"message": "Not Found"}') };
  const info = {
    name: item.name,
    version: shown,
    summary: item.summary,
    license: item.license,
    home_page: item.home,
    requires_dist: item.requires(shown),
  };
  const releases = Object.fromEntries(
    item.versions.map(each => [each, wheelsOf(item, each).map(wheel => ({ filename: fileOf(wheel), url: urlOf(wheel) }))]),
  );
  return { status: 200, type: 'application/json', body: encodeUtf8(JSON.stringify({ info, releases })) };
}

function fileAnswer(file: string): IndexAnswer {
  const name = file.replace(/\.metadata$/, '');
  const item = find(name.replace(/-.*/, ''));
  const wheel = item?.versions.flatMap(version => wheelsOf(item, version)).find(each => fileOf(each) === name);
  if (!wheel) return html(404, '404 Not Found\n');
  const body = file === name ? bytesOf(wheel) : encodeUtf8(metadataOf(wheel));
  return { status: 200, type: 'application/octet-stream', body };
}

function wheelsOf(item: IndexPackage, version: string): readonly Wheel[] {
  const tags = item.isBinary
    ? ['cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64', 'cp312-cp312-musllinux_1_2_x86_64']
    : ['py3-none-any'];
  return tags.map(tag => ({ item, version, tag }));
}

function fileOf({ item, version, tag }: Wheel): string {
  return `${item.file?.(version) ?? item.name.toLowerCase().replaceAll('-', '_')}-${version}-${tag}.whl`;
}

/** Files lie under their digest. */
function urlOf(wheel: Wheel): string {
  const digest = hex(sha256(encodeUtf8(fileOf(wheel))));
  return `https://files.pythonhosted.org/packages/${digest.slice(0, 2)}/${digest.slice(2, 4)}/${digest.slice(4)}/${fileOf(wheel)}`;
}

/** Every package says of itself that it stands in for another. */
function metadataOf({ item, version }: Wheel): string {
  const { name, summary, home, license } = item;
  const fields: readonly (readonly [string, string])[] = [
    ['Metadata-Version', '2.1'],
    ['Name', name],
    ['Version', version],
    ['Summary', summary],
    ...(home === '' ? [] : [['Home-page', home] as const]),
    ['License', license],
    ...item.requires(version).map(each => ['Requires-Dist', each] as const),
  ];
  const about = `This is a small stand-in for the package ${name}, written for Drydock. It does what lessons need and no more.\n`;
  return `${fields.map(([key, value]) => `${key}: ${value}\n`).join('')}\n${about}`;
}

function bytesOf(wheel: Wheel): Uint8Array {
  const key = fileOf(wheel);
  const known = wheels.get(key);
  if (known) return known;
  const { item, version, tag } = wheel;
  const info = `${(item.file?.(version) ?? item.name).replaceAll('-', '_')}-${version}.dist-info`;
  const commands = Object.entries(item.commands ?? {}).map(([name, call]) => `${name} = ${call}\n`);
  const files: Readonly<Record<string, string>> = {
    ...item.files(version),
    [`${info}/METADATA`]: metadataOf(wheel),
    [`${info}/WHEEL`]: wheelText(tag),
    ...(commands.length > 0 ? { [`${info}/entry_points.txt`]: `[console_scripts]\n${commands.join('')}` } : {}),
    [`${info}/RECORD`]: '',
  };
  const entries = Object.entries(files).map(([path, text]) =>
    zipEntry(path, encodeUtf8(text.replaceAll('@VERSION@', version)), { mode: 0o100644, modifiedMs: PACKED_AT }),
  );
  const bytes = writeZip(entries);
  wheels.set(key, bytes);
  return bytes;
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
