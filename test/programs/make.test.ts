import test from 'ava';
import { world } from '../../engine/testing.js';

test('make runs docker commands on the host', t => {
  const { sh } = world({ images: ['nginx'] });
  const lines = [
    'NAME = web',
    'run: build',
    '\tdocker run -d --name $(NAME) nginx > /dev/null',
    'build:',
    '\t@echo building',
    'stop:',
    '\tdocker stop $(NAME)',
    '.PHONY: run build stop',
  ];
  for (const line of lines) sh(`printf '%s\\n' '${line}' >> Makefile`);
  t.is(sh('make run; make stop').stdout, 'building\ndocker run -d --name web nginx > /dev/null\ndocker stop web\nweb\n');
  t.deepEqual(sh('make run'), {
    code: 2,
    stdout: 'building\ndocker run -d --name web nginx > /dev/null\n',
    stderr: `${sh('docker run -d --name web nginx').stderr}make: *** [Makefile:3: run] Error 125\n`,
  });
});

/** Makefiles that would never end, and what is said instead. */
const endless: readonly (readonly [file: string, message: string])[] = [
  ['f = $(call f)\nall: ; @echo $(call f)', 'Makefile:2: *** drydock: calls are nested too deeply.  Stop.\n'],
  ['%.a: %.aa ; @true\nall: x.a', "make: *** No rule to make target 'x.a', needed by 'all'.  Stop.\n"],
  ['include Makefile', 'Makefile:1: *** drydock: too many included files.  Stop.\n'],
  [
    '$(foreach i,$(shell seq 600),$(eval a$(i): a$(shell expr $(i) + 1) ; @true))\n',
    'make: *** drydock: a chain of targets is too long.  Stop.\n',
  ],
];

test('makefiles without an end are stopped', t => {
  for (const [file, message] of endless) {
    const { sh } = world({});
    sh(`cat > Makefile <<'END'\n${file}\nEND`);
    t.deepEqual(sh('make'), { code: 2, stdout: '', stderr: message }, file);
  }
});
