// Writes engine/image/catalogue/lock.ts: the digests and sizes of all layers of the catalogue. Run it after any change there:
//   npx tsx scripts/catalogue-lock.ts
import { writeFileSync } from 'node:fs';
import { imageSources } from '../engine/image/catalogue/images.js';
import { lockLayers } from '../engine/image/catalogue/lock-layers.js';

const lines = [...lockLayers(imageSources)].map(([key, layer]) => {
  const fields = Object.entries(layer).map(
    ([name, value]) => `    ${name}: ${typeof value === 'string' ? `'${value}'` : String(value)},\n`,
  );
  return `  '${key}': {\n${fields.join('')}  },\n`;
});

writeFileSync(
  new URL('../engine/image/catalogue/lock.ts', import.meta.url),
  `// Written by scripts/catalogue-lock.ts; do not edit.\nimport type { LockedLayer } from './catalogue.js';\n\nexport const lock: Readonly<Record<string, LockedLayer>> = {\n${lines.join('')}};\n`,
);
