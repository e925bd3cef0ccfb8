/** The files that make pip a package of a Python, by their paths in its folder of packages. */
export function ownFiles(version: string): Readonly<Record<string, string>> {
  const info = `pip-${version}.dist-info`;
  const files: Readonly<Record<string, string>> = {
    'pip/__init__.py': `__version__ = "${version}"\n`,
    'pip/__main__.py': 'import sys\n\nfrom pip._internal.cli.main import main\n\nif __name__ == "__main__":\n    sys.exit(main())\n',
    'pip/_internal/__init__.py': '',
    'pip/_internal/cli/__init__.py': '',
    'pip/_internal/cli/main.py': '"""This pip is a part of Drydock."""\n\nfrom _pip import main\n',
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: pip\nVersion: ${version}\nSummary: The PyPA recommended tool for installing Python packages.\nHome-page: https://pip.pypa.io/\nAuthor: The pip developers\nAuthor-email: distutils-sig@python.org\nLicense: MIT\n`,
    [`${info}/WHEEL`]: wheelText('py3-none-any'),
    [`${info}/entry_points.txt`]: '[console_scripts]\npip = pip._internal.cli.main:main\npip3 = pip._internal.cli.main:main\n',
  };
  return files;
}

/** The same with what installing leaves behind. `bin` is the way from there to the commands. */
export function installedFiles(version: string, bin: string): Readonly<Record<string, string>> {
  const info = `pip-${version}.dist-info`;
  const files = { ...ownFiles(version), [`${info}/INSTALLER`]: 'pip\n' };
  const rows = [...Object.keys(files), `${bin}/pip`, `${bin}/pip3`, `${info}/RECORD`];
  return { ...files, [`${info}/RECORD`]: rows.map(path => `${path},,\n`).join('') };
}

export function wheelText(tag: string): string {
  return `Wheel-Version: 1.0\nGenerator: drydock\nRoot-Is-Purelib: ${String(tag.endsWith('none-any'))}\nTag: ${tag}\n`;
}
