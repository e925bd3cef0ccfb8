import { readFileSync } from 'node:fs';
import test from 'ava';
import { readScripts, runScript, type ScriptRecording } from './script-runs.js';

const recording = JSON.parse(readFileSync('test/programs/scripts/recorded.json', 'utf8')) as ScriptRecording;

for (const flavour of ['gnu', 'busybox'] as const) {
  test(`scripts of several programs do what they did with the real ones: ${flavour}`, t => {
    for (const script of readScripts(flavour)) t.deepEqual(runScript(flavour, script), recording[flavour][script], script);
  });
}
