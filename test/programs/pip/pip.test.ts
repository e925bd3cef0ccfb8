import test from 'ava';
import { World, type ShellOutput } from '../../../engine/testing.js';

function container(): (script: string) => ShellOutput {
  const world = new World({ images: ['python:slim'] });
  world.sh('docker run -d --name app -w /app python:slim sleep 1000000');
  return script => world.sh('docker exec -i app sh', { stdin: script });
}

test('pip installs a package with what it depends on, and takes it away', t => {
  const run = container();
  const { stdout, stderr } = run('pip install --no-cache-dir flask==3.0.3 --disable-pip-version-check');
  t.is(
    stdout.replace(/\([\d.]+ (bytes|kB)\)/g, '(N)'),
    `Collecting flask==3.0.3
  Downloading flask-3.0.3-py3-none-any.whl.metadata (N)
Collecting Werkzeug>=3.0.0 (from flask==3.0.3)
  Downloading werkzeug-3.1.3-py3-none-any.whl.metadata (N)
Collecting Jinja2>=3.1.2 (from flask==3.0.3)
  Downloading jinja2-3.1.6-py3-none-any.whl.metadata (N)
Collecting itsdangerous>=2.1.2 (from flask==3.0.3)
  Downloading itsdangerous-2.2.0-py3-none-any.whl.metadata (N)
Collecting click>=8.1.3 (from flask==3.0.3)
  Downloading click-8.1.8-py3-none-any.whl.metadata (N)
Collecting blinker>=1.6.2 (from flask==3.0.3)
  Downloading blinker-1.9.0-py3-none-any.whl.metadata (N)
Collecting MarkupSafe>=2.1.1 (from Werkzeug>=3.0.0->flask==3.0.3)
  Downloading MarkupSafe-3.0.2-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl.metadata (N)
Downloading flask-3.0.3-py3-none-any.whl (N)
Downloading werkzeug-3.1.3-py3-none-any.whl (N)
Downloading jinja2-3.1.6-py3-none-any.whl (N)
Downloading itsdangerous-2.2.0-py3-none-any.whl (N)
Downloading click-8.1.8-py3-none-any.whl (N)
Downloading blinker-1.9.0-py3-none-any.whl (N)
Downloading MarkupSafe-3.0.2-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl (N)
Installing collected packages: MarkupSafe, itsdangerous, click, blinker, Werkzeug, Jinja2, flask
Successfully installed Jinja2-3.1.6 MarkupSafe-3.0.2 Werkzeug-3.1.3 blinker-1.9.0 click-8.1.8 flask-3.0.3 itsdangerous-2.2.0
`,
  );
  t.regex(stderr, /^WARNING: Running pip as the 'root' user/);
  t.is(
    run('pip freeze').stdout,
    'blinker==1.9.0\nclick==8.1.8\nFlask==3.0.3\nitsdangerous==2.2.0\nJinja2==3.1.6\nMarkupSafe==3.0.2\nWerkzeug==3.1.3\n',
  );
  t.is(run('flask --version').stdout, 'Python 3.12.2\nFlask 3.0.3\nWerkzeug 3.1.3\n');
  t.deepEqual(run('pip uninstall -y flask 2>/dev/null; flask; pip show flask'), {
    code: 1,
    stdout: 'Found existing installation: Flask 3.0.3\nUninstalling Flask-3.0.3:\n  Successfully uninstalled Flask-3.0.3\n',
    stderr: 'sh: 2: flask: not found\nWARNING: Package(s) not found: flask\n'.replace('sh: 2', 'sh: 1'),
  });
});

test('pip reads requirements files, and says what it cannot find', t => {
  const run = container();
  t.is(
    run(
      "printf '# web\\nredis>=4,<5  # old\\n-r more.txt\\n' > r.txt; echo click > more.txt; pip install -q -r r.txt 2>/dev/null; pip list",
    ).stdout,
    `Package Version
------- -------
click   8.1.8
pip     24.0
redis   4.6.0
`,
  );
  t.deepEqual(run('pip install --root-user-action=ignore --disable-pip-version-check redis==9 nosuch'), {
    code: 1,
    stdout: '',
    stderr: `ERROR: Could not find a version that satisfies the requirement redis==9 (from versions: 3.5.3, 4.1.4, 4.3.4, 4.5.5, 4.6.0, 5.0.1, 5.0.8, 5.2.1)
ERROR: No matching distribution found for redis==9
drydock: other versions of redis are not simulated (docs/fidelity.md lists what is)
`,
  });
  t.is(
    run('pip install click 2>/dev/null').stdout,
    'Requirement already satisfied: click in /usr/local/lib/python3.12/site-packages (8.1.8)\n',
  );
  t.is(
    run('pip install -r none.txt 2>&1 | head -1').stdout,
    "ERROR: Could not open requirements file: [Errno 2] No such file or directory: 'none.txt'\n",
  );
});

test("Debian's pip leaves packages to Debian, unless in an environment", t => {
  const world = new World({ images: ['debian'] });
  world.sh(
    'docker run -d --name app debian sleep 1000000; docker exec app sh -c "apt-get update; apt-get install -y python3-pip python3-venv"',
  );
  const run = (script: string): ShellOutput => world.sh('docker exec -i -w /root app sh', { stdin: script });
  t.is(
    run('pip install click 2>&1 | head -4').stdout,
    'error: externally-managed-environment\n\n× This environment is externally managed\n╰─> To install Python packages system-wide, try apt install\n',
  );
  t.deepEqual(
    run(
      'python3 -m venv v; . v/bin/activate; which python pip; pip --version; pip install --disable-pip-version-check click | tail -1; python -c "import sys, click; print(sys.prefix, sys.base_prefix)"',
    ),
    {
      code: 0,
      stdout: `/root/v/bin/python
/root/v/bin/pip
pip 23.0.1 from /root/v/lib/python3.11/site-packages/pip (python 3.11)
Successfully installed click-8.1.8
/root/v /usr
`,
      stderr: '',
    },
  );
});
