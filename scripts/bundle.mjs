// Bundles the command line program into dist/: one small entry that starts fast, and chunks that load on use.
import { build } from 'esbuild';
import { chmodSync, cpSync, rmSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: { drydock: 'build/cli/main.js', worker: 'build/cli/worker.js' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  keepNames: false,
  legalComments: 'linked',
  chunkNames: 'chunks/[name]-[hash]',
  logLevel: 'warning',
  // Packages in CommonJS ask for require().
  banner: { js: "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);" },
});
cpSync('lessons', 'dist/lessons', { recursive: true });
chmodSync('dist/drydock.js', 0o755);
