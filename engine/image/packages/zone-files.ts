import { encodeUtf8 } from '../../core/utf8.js';
import { placesWithRules, zoneRules } from '../../programs/time/zone-rules.js';
import { utc } from '../../programs/time/calendar.js';
import { parsePosixZone } from '../../programs/time/zone.js';
import { text, type Files, type Node } from '../catalogue/tree.js';

let made: Files | undefined;

/** /usr/share/zoneinfo: a file for each zone, as zic writes it for a zone that never changed (RFC 8536). Zones with one rule share its bytes. */
export function zoneFiles(): Files {
  return (made ??= filesOf(zoneRules()));
}

/** The same with some zones only, by their names (`Asia/Seoul`). */
export function zoneFilesOf(zones: ReadonlySet<string>): Files {
  return filesOf([...placesWithRules()].filter(([name]) => zones.has(name)));
}

function filesOf(rules: Iterable<readonly [name: string, rule: string]>): Files {
  const nodes = new Map<string, Node>();
  const files: Record<string, Node> = { '/usr/share/zoneinfo/tzdata.zi': text('# version 2025b\n') };
  for (const [name, rule] of rules) {
    let node = nodes.get(rule);
    if (!node) nodes.set(rule, (node = zoneFile(rule)));
    files[`/usr/share/zoneinfo/${name}`] = node;
  }
  return files;
}

function zoneFile(rule: string): Node {
  const zone = parsePosixZone(rule) ?? utc;
  const name = encodeUtf8(`${zone.name}\0`);
  const footer = encodeUtf8(`\n${rule}\n`);
  const bytes = new Uint8Array(FIRST_BYTES + HEADER_BYTES + KIND_BYTES + name.length + footer.length);
  const view = new DataView(bytes.buffer);
  writeHeader(view, 0, 1);
  writeHeader(view, FIRST_BYTES, name.length);
  view.setInt32(FIRST_BYTES + HEADER_BYTES, zone.offsetMinutes * 60);
  bytes.set(name, FIRST_BYTES + HEADER_BYTES + KIND_BYTES);
  bytes.set(footer, bytes.length - footer.length);
  return { kind: 'file', mode: 0o644, content: { kind: 'text', bytes } };
}

const HEADER_BYTES = 44;
/** A kind of time: seconds ahead of UTC, whether it is summer's, where its name begins. */
const KIND_BYTES = 6;
/** What readers of the first version find: UTC without a name. */
const FIRST_BYTES = HEADER_BYTES + KIND_BYTES + 1;

/** `TZif2`, room, and six counts, of which all are 0 but that of kinds of time and that of characters in their names. */
function writeHeader(view: DataView, at: number, characters: number): void {
  view.setUint32(at, 0x545a6966);
  view.setUint8(at + 4, 0x32);
  view.setUint32(at + 36, 1);
  view.setUint32(at + 40, characters);
}
