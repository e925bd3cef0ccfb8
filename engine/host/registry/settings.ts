/** What a registry that runs as a container is told by its file and by its environment. */
export interface RegistrySettings {
  readonly address: { readonly ip: string; readonly port: number };
  readonly root: string;
  readonly deletes: boolean;
}

/** Settings that say nothing here, or what is so anyway. */
const known = new Set([
  'version',
  'log.level',
  'log.formatter',
  'log.fields.service',
  'log.accesslog.disabled',
  'http.addr',
  'http.net',
  'http.secret',
  'http.headers.X-Content-Type-Options',
  'http.relativeurls',
  'storage.cache.blobdescriptor',
  'storage.delete.enabled',
  'storage.filesystem.rootdirectory',
  'storage.maintenance.uploadpurging.enabled',
  'health.storagedriver.enabled',
  'health.storagedriver.interval',
  'health.storagedriver.threshold',
]);

/** Reads the configuration; the variables of the environment count more. Gives a sentence about what is not simulated or wrong. */
export function readSettings(file: string, env: ReadonlyMap<string, string>): RegistrySettings | string {
  const values = new Map([...flatYaml(file), ...fromEnvironment(env)]);
  const other = [...values.keys()].find(name => !known.has(name));
  if (other !== undefined) return `drydock: the registry's setting ${other} is not simulated`;
  if (!values.has('version')) return 'configuration error: error parsing: no version';
  const address = values.get('http.addr') ?? ':5000';
  const [, ip = '', port = ''] = /^(.*):(\d{1,5})$/.exec(address) ?? [];
  if (port === '') return `configuration error: listen tcp: address ${address}: missing port in address`;
  return {
    address: { ip: ip === '' || ip === '0.0.0.0' ? '::' : ip, port: Number(port) },
    root: values.get('storage.filesystem.rootdirectory') ?? '/var/lib/registry',
    deletes: values.get('storage.delete.enabled') === 'true',
  };
}

/** `storage:\n  delete:\n    enabled: true` → `storage.delete.enabled` = `true`: as much of YAML as such files have. */
function flatYaml(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const path: { readonly indent: number; readonly name: string }[] = [];
  for (const line of text.split('\n')) {
    const [, spaces = '', name = '', value = ''] = /^( *)([\w.-]+):\s*(.*?)\s*(?:#.*)?$/.exec(line) ?? [];
    if (name === '') continue;
    while ((path.at(-1)?.indent ?? -1) >= spaces.length) path.pop();
    path.push({ indent: spaces.length, name });
    if (value !== '') values.set(path.map(part => part.name).join('.'), value.replaceAll(/^['"]|['"]$/g, ''));
  }
  return values;
}

/** `REGISTRY_STORAGE_DELETE_ENABLED=true` → `storage.delete.enabled`. */
function fromEnvironment(env: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const settings = [...env].filter(([name]) => name.startsWith('REGISTRY_'));
  return new Map(settings.map(([name, value]) => [name.slice('REGISTRY_'.length).toLowerCase().replaceAll('_', '.'), value]));
}
