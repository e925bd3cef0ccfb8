#!/usr/bin/env node
import { version } from './version.js';

const [first, ...rest] = process.argv.slice(2);
if ((first === '--version' || first === '-V') && rest.length === 0) {
  // Answered before anything is loaded: scripts ask for it often.
  process.stdout.write(`${version}\n`);
} else {
  const { runProgram } = await import('./program.js');
  process.exitCode = await runProgram(process.argv.slice(2));
}
