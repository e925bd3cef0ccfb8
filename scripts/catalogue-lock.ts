// Keeps engine/image/catalogue/lock.ts: the digests and sizes of all layers of the catalogue. Run it after any change there:
//   npx tsx scripts/catalogue-lock.ts            builds the layers whose files have changed
//   npx tsx scripts/catalogue-lock.ts --all      builds every layer; after a change of how archives or packed layers are written
//   npx tsx scripts/catalogue-lock.ts --check    builds nothing; ends with 1 when a layer has changed since
// What each layer was made of stands beside it in lock-sources.json, as a fingerprint.
import { readFileSync, writeFileSync } from 'node:fs';
import { imageSources } from '../engine/image/catalogue/images.js';
import { layerSources } from '../engine/image/catalogue/lock-layers.js';
import { lock } from '../engine/image/catalogue/lock.js';

const folder = new URL('../engine/image/catalogue/', import.meta.url);
const sourcesFile = new URL('lock-sources.json', folder);

function readFingerprints(): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(readFileSync(sourcesFile, 'utf8')) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

const before = process.argv.includes('--all') ? {} : readFingerprints();
const layers = [...layerSources(imageSources)];
const isFresh = (key: string, fingerprint: string): boolean => lock[key] !== undefined && before[key] === fingerprint;
const changed = layers.filter(({ key, fingerprint }) => !isFresh(key, fingerprint)).map(({ key }) => key);
const gone = Object.keys(lock).filter(key => !layers.some(layer => layer.key === key));

if (process.argv.includes('--check')) {
  for (const key of [...changed, ...gone]) console.log(`not as it was locked: ${key}`);
  process.exit(changed.length + gone.length === 0 ? 0 : 1);
}

const lines = layers.map(({ key, fingerprint, lock: build }) => {
  const known = isFresh(key, fingerprint) ? lock[key] : undefined;
  if (!known) console.log(`building ${key}`);
  const fields = Object.entries(known ?? build()).map(
    ([name, value]) => `    ${name}: ${typeof value === 'string' ? `'${value}'` : String(value)},\n`,
  );
  return `  '${key}': {\n${fields.join('')}  },\n`;
});

writeFileSync(
  new URL('lock.ts', folder),
  `// Written by scripts/catalogue-lock.ts; do not edit.\nimport type { LockedLayer } from './catalogue.js';\n\nexport const lock: Readonly<Record<string, LockedLayer>> = {\n${lines.join('')}};\n`,
);
const fingerprints = Object.fromEntries(layers.map(({ key, fingerprint }) => [key, fingerprint]));
writeFileSync(sourcesFile, `${JSON.stringify(fingerprints, undefined, 2)}\n`);
