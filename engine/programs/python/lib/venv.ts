/** `venv`. */
export const venv = String.raw`"""Environments with packages of their own."""

import os
import shutil
import sys

_activate = '''# This file must be used with "source bin/activate" *from bash*
# you cannot run it directly

deactivate () {
    if [ -n "\${_OLD_VIRTUAL_PATH:-}" ] ; then
        PATH="\${_OLD_VIRTUAL_PATH:-}"
        export PATH
        unset _OLD_VIRTUAL_PATH
    fi
    hash -r 2> /dev/null
    if [ -n "\${_OLD_VIRTUAL_PS1:-}" ] ; then
        PS1="\${_OLD_VIRTUAL_PS1:-}"
        export PS1
        unset _OLD_VIRTUAL_PS1
    fi
    unset VIRTUAL_ENV
    unset VIRTUAL_ENV_PROMPT
    if [ ! "\${1:-}" = "nondestructive" ] ; then
        unset -f deactivate
    fi
}

deactivate nondestructive

VIRTUAL_ENV="__FOLDER__"
export VIRTUAL_ENV

_OLD_VIRTUAL_PATH="$PATH"
PATH="$VIRTUAL_ENV/bin:$PATH"
export PATH

if [ -z "\${VIRTUAL_ENV_DISABLE_PROMPT:-}" ] ; then
    _OLD_VIRTUAL_PS1="\${PS1:-}"
    PS1="(__PROMPT__) \${PS1:-}"
    export PS1
    VIRTUAL_ENV_PROMPT="(__PROMPT__) "
    export VIRTUAL_ENV_PROMPT
fi

hash -r 2> /dev/null
'''


class EnvBuilder:
    def __init__(self, system_site_packages=False, clear=False, symlinks=False, upgrade=False, with_pip=False, prompt=None, upgrade_deps=False):
        self.system_site_packages, self.clear, self.with_pip, self.prompt = system_site_packages, clear, with_pip, prompt

    def create(self, env_dir):
        folder = os.path.abspath(env_dir)
        if os.path.exists(folder) and not os.path.isdir(folder):
            raise ValueError(f'Unable to create directory {folder!r}')
        if self.clear and os.path.isdir(folder):
            for name in os.listdir(folder):
                path = os.path.join(folder, name)
                shutil.rmtree(path) if os.path.isdir(path) and not os.path.islink(path) else os.unlink(path)
        minor = '.'.join(map(str, sys.version_info[:2]))
        packages = f'{folder}/lib/python{minor}/site-packages'
        for path in f'{folder}/include/python{minor}', packages, f'{folder}/bin':
            os.makedirs(path, exist_ok=True)
        if not os.path.islink(f'{folder}/lib64'):
            os.symlink('lib', f'{folder}/lib64')
        base = getattr(sys, '_base_executable', sys.executable)
        home, real = os.path.dirname(os.path.realpath(base)), os.path.realpath(base)
        words = f'{base} -m venv ' + ('--system-site-packages ' if self.system_site_packages else '') + ('--without-pip ' if not self.with_pip else '') + folder
        with open(f'{folder}/pyvenv.cfg', 'w') as file:
            file.write(f'home = {home}\ninclude-system-site-packages = {str(self.system_site_packages).lower()}\nversion = {".".join(map(str, sys.version_info[:3]))}\n')
            if self.prompt is not None:
                file.write(f'prompt = {self.prompt!r}\n')
            file.write(f'executable = {real}\ncommand = {words}\n')
        name = os.path.basename(base)
        links = {name: base, **{each: name for each in ('python', 'python3', f'python{minor}') if each != name}}
        for link, target in links.items():
            if not os.path.lexists(f'{folder}/bin/{link}'):
                os.symlink(target, f'{folder}/bin/{link}')
        prompt = os.path.basename(folder) if self.prompt is None else self.prompt
        with open(f'{folder}/bin/activate', 'w') as file:
            file.write(_activate.replace('\\', '').replace('__FOLDER__', folder).replace('__PROMPT__', prompt))
        if self.with_pip:
            self._put_pip(folder, packages, minor)

    def _put_pip(self, folder, packages, minor):
        import _pip
        for path, text in _pip.files(_bundled(), '../../../bin').items():
            os.makedirs(os.path.dirname(f'{packages}/{path}'), exist_ok=True)
            with open(f'{packages}/{path}', 'w') as file:
                file.write(text)
        for name in 'pip', 'pip3', f'pip{minor}':
            with open(f'{folder}/bin/{name}', 'w') as file:
                file.write(_pip.script(f'{folder}/bin/{os.path.basename(sys.executable)}'))
            os.chmod(f'{folder}/bin/{name}', 0o755)


def _bundled():
    return {(3, 11): '23.0.1', (3, 10): '22.0.2', (3, 8): '20.0.2'}.get(sys.version_info[:2], '24.0')


def create(env_dir, system_site_packages=False, clear=False, symlinks=False, with_pip=False, prompt=None, upgrade_deps=False):
    EnvBuilder(system_site_packages, clear, symlinks, False, with_pip, prompt).create(env_dir)


def _has_ensurepip():
    """Debian keeps what puts pip into environments in a package of its own."""
    minor = '.'.join(map(str, sys.version_info[:2]))
    return sys.base_prefix != '/usr' or not os.path.exists('/etc/debian_version') or os.path.exists(f'/usr/lib/python{minor}/ensurepip')


def main(args=None):
    import argparse
    parser = argparse.ArgumentParser(prog='venv', description='Creates virtual Python environments in one or more target directories.',
                                     epilog='Once an environment has been created, you may wish to activate it, e.g. by sourcing an activate script in its bin directory.')
    parser.add_argument('dirs', metavar='ENV_DIR', nargs='+', help='A directory to create the environment in.')
    parser.add_argument('--system-site-packages', default=False, action='store_true', dest='system_site', help='Give the virtual environment access to the system site-packages dir.')
    parser.add_argument('--symlinks', default=True, action='store_true', help='Try to use symlinks rather than copies.')
    parser.add_argument('--clear', default=False, action='store_true', help='Delete the contents of the environment directory if it already exists.')
    parser.add_argument('--without-pip', dest='with_pip', default=True, action='store_false', help='Skips installing or upgrading pip in the virtual environment.')
    parser.add_argument('--prompt', help='Provides an alternative prompt prefix for this environment.')
    given = parser.parse_args(args)
    for folder in given.dirs:
        builder = EnvBuilder(given.system_site, given.clear, given.symlinks, False, given.with_pip, given.prompt)
        if given.with_pip and not _has_ensurepip():
            builder.with_pip = False
            builder.create(folder)
            minor = '.'.join(map(str, sys.version_info[:2]))
            print(f'''The virtual environment was not created successfully because ensurepip is not
available.  On Debian/Ubuntu systems, you need to install the python3-venv
package using the following command.

    apt install python{minor}-venv

You may need to use sudo with that command.  After installing the python3-venv
package, recreate your virtual environment.

Failing command: {os.path.abspath(folder)}/bin/{os.path.basename(sys.executable)}
''')
            sys.exit(1)
        builder.create(folder)
`;

export const venvMain = 'import sys\n\nfrom venv import main\n\nmain()\n';
