import test from 'ava';
import { contentOf, sparse } from '../../engine/fs/content.js';
import { executable, isElf, programOf } from '../../engine/fs/executable.js';

test('a program file is an ELF binary of the size asked for that names its program', t => {
  const content = executable('nginx', 1_500_000);
  t.is(content.sizeBytes, 1_500_000);
  t.true(isElf(content.read(0, 4)));
  t.is(programOf(content), 'nginx');
  t.is(programOf(content.copy()), 'nginx');
});

test('anything else names no program', t => {
  t.is(programOf(contentOf('#!/bin/sh\n')), undefined);
  t.is(programOf(contentOf('')), undefined);
  t.is(programOf(sparse('\x7fELF', 5000)), undefined);
  const cut = executable('nginx', 1000);
  cut.truncate(130);
  t.is(programOf(cut), undefined);
});
