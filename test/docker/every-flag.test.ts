import test from 'ava';
import type { Command } from '../../engine/docker/command.js';
import { commands } from '../../engine/docker/commands.js';
import { world } from '../../engine/testing.js';
import { create, run } from './proofs/create.js';
import { containerProofs } from './proofs/container.js';
import { imageProofs } from './proofs/image.js';
import { networkProofs, volumeProofs } from './proofs/network.js';
import type { Proof, Proofs } from './proofs/proof.js';
import { systemProofs } from './proofs/system.js';

/** By the first name of a command; `client.test.ts` says that commands and flags are those of the real client. */
const proofs: Readonly<Record<string, Proofs>> = {
  'container create': create,
  'container run': run,
  ...containerProofs,
  ...systemProofs,
  ...imageProofs,
  ...networkProofs,
  ...volumeProofs,
};

/** Groups of commands that are proven whole. */
const proven = /^(container|system|image|network|volume) |^(inspect|version)$/;
/** They have tests of their own. */
const elsewhere = new Set(['image build', 'system dial-stdio']);
/** Flags that change nothing in the real client either, each with its reason. */
const withoutEffect: ReadonlyMap<string, string> = new Map([['network inspect verbose', 'tells more of networks of a swarm only']]);

const setup = 'docker network create --subnet 172.30.0.0/16 back';

function shown({ script, keys }: Proof, given: string): { readonly text: string; readonly code: number } {
  const made = world({
    images: ['alpine', 'nginx'],
    containers: [{ name: 'other' }],
    registries: [{ address: 'localhost:5000', accounts: [] }],
  });
  made.sh(setup);
  const line = script.replaceAll('{}', () => given);
  if (!keys) {
    const { stdout, stderr, code } = made.sh(line);
    return { text: stdout + stderr, code };
  }
  const screen = made.terminal(line);
  for (const key of keys) screen.type(key);
  const { shown: text, code } = screen.finish();
  return { text, code };
}

function isShown({ shows }: Proof, text: string): boolean {
  return typeof shows === 'string' ? text.includes(shows) : shows.test(text);
}

for (const command of commands) {
  const [name] = command.names;
  const known = proofs[name];
  if (known === undefined) {
    if (proven.test(name) && !elsewhere.has(name)) test(`docker ${name} has its proofs`, t => t.fail());
    continue;
  }
  test(`docker ${name}: there is a proof for each flag`, t => {
    t.deepEqual(
      Object.keys(known).sort(),
      flagNames(command).filter(flag => !withoutEffect.has(`${name} ${flag}`)),
    );
  });
  for (const [flag, proof] of Object.entries(known)) {
    test(`docker ${name} ${proof.given}: ${flag} is not ignored`, t => {
      const { text } = shown(proof, proof.given);
      t.true(isShown(proof, text), `with it:\n${text}`);
      // With `set -e`, for a refusal must not look like a success.
      if (proof.shows === 'is not simulated') t.not(shown({ ...proof, script: `set -e\n${proof.script}` }, proof.given).code, 0);
      const without = shown(proof, '');
      t.false(isShown(proof, without.text), `without it:\n${without.text}`);
    });
  }
}

function flagNames({ flags }: Command): readonly string[] {
  return flags.map(flag => flag.name).sort();
}
