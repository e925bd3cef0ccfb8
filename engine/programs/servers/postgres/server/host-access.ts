/** A line of pg_hba.conf. */
export interface AccessRule {
  readonly line: number;
  readonly text: string;
  readonly type: string;
  readonly databases: readonly string[];
  readonly users: readonly string[];
  readonly address: string;
  readonly method: string;
}

const methods = ['trust', 'reject', 'md5', 'password', 'scram-sha-256', 'peer', 'ident', 'gss', 'sspi', 'pam', 'ldap', 'radius', 'cert'];

/** Reads pg_hba.conf; text: what is wrong with it. */
export function parseAccessRules(content: string): readonly AccessRule[] | string {
  const rules: AccessRule[] = [];
  for (const [index, raw] of content.split('\n').entries()) {
    const text = raw.replace(/#.*/, '').trim();
    if (text === '') continue;
    const words = [...text.matchAll(/"[^"]*"|\S+/g)].map(([word]) => word.replaceAll('"', ''));
    const [type = '', databases = '', users = ''] = words;
    if (!['local', 'host', 'hostssl', 'hostnossl', 'hostgssenc', 'hostnogssenc'].includes(type)) return `invalid connection type "${type}"`;
    const isLocal = type === 'local';
    const hasMask = !isLocal && /^\d+\.\d+\.\d+\.\d+$/.test(words[3] ?? '') && /^\d+\.\d+\.\d+\.\d+$/.test(words[4] ?? '');
    const address = isLocal ? '' : hasMask ? `${words[3] ?? ''}/${String(maskLength(words[4] ?? ''))}` : (words[3] ?? '');
    const method = words[isLocal ? 3 : hasMask ? 5 : 4] ?? '';
    if (!methods.includes(method))
      return method === '' ? 'end-of-line before authentication method' : `invalid authentication method "${method}"`;
    rules.push({ line: index + 1, text, type, databases: databases.split(','), users: users.split(','), address, method });
  }
  return rules;
}

function maskLength(mask: string): number {
  return numberOf(mask).toString(2).replaceAll('0', '').length;
}

function numberOf(ip: string): number {
  return ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

export interface Asker {
  readonly database: string;
  readonly user: string;
  /** Undefined: over the unix socket. */
  readonly address: string | undefined;
  readonly isMember: (role: string) => boolean;
}

/** The first rule that fits. */
export function findRule(rules: readonly AccessRule[], asker: Asker): AccessRule | undefined {
  return rules.find(({ type, databases, users, address }) => {
    if ((type === 'local') !== (asker.address === undefined)) return false;
    if (type === 'hostssl' || type === 'hostgssenc') return false;
    if (asker.address !== undefined && !matchesAddress(address, asker.address)) return false;
    const database = databases.some(
      name => name === 'all' || name === asker.database || (name === 'sameuser' && asker.user === asker.database),
    );
    return database && users.some(name => name === 'all' || name === asker.user || (name.startsWith('+') && asker.isMember(name.slice(1))));
  });
}

function matchesAddress(pattern: string, address: string): boolean {
  if (pattern === 'all') return true;
  const [network = '', bits = '32'] = pattern.split('/');
  if (pattern === 'samehost' || pattern === 'localhost') return address.startsWith('127.') || address === '::1';
  if (network.includes(':')) return address === network || bits === '0';
  if (!/^\d+\.\d+\.\d+\.\d+$/.test(network) || address.includes(':')) return false;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(numberOf(network) / size) === Math.floor(numberOf(address) / size);
}
