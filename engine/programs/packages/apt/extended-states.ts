import type { Task } from '../../../core/task.js';
import type { Sys } from '../../../process/sys.js';
import { formatStanza, parseStanzas } from '../control.js';
import { readIfThere, writeWhole } from '../dpkg/database.js';

const FILE = '/var/lib/apt/extended_states';

/** The packages that came for others only. */
export function* readAutomatic(sys: Sys): Task<Set<string>> {
  const stanzas = parseStanzas(yield* readIfThere(sys, FILE));
  return new Set(stanzas.filter(stanza => stanza.get('Auto-Installed') === '1').map(stanza => stanza.get('Package') ?? ''));
}

export function* writeAutomatic(sys: Sys, names: ReadonlySet<string>): Task<void> {
  const stanzas = [...names].sort().map(name => new Map(Object.entries({ Package: name, Architecture: 'amd64', 'Auto-Installed': '1' })));
  yield* writeWhole(sys, FILE, stanzas.map(stanza => `${formatStanza(stanza)}\n`).join(''));
}
