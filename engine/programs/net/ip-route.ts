import { parseIpv4, parsePrefix, prefixContains } from '../../net/ip.js';
import type { Route } from '../../net/namespace.js';
import { Fatal } from '../tool.js';
import { routesJson } from './ip-json.js';
import { paint, refuseChange, type IpTool } from './ip-tool.js';

/** `ip route show` and `ip route get`. */
export function showRoutes(tool: IpTool, words: readonly string[]): string {
  const [verb = 'show', target, name] = words;
  const routes = tool.sys.net.routes();
  if (verb === 'get') return routeTo(tool, routes, target === 'to' ? name : target);
  if (!['show', 'list', 'ls', 'sh'].includes(verb)) refuseChange(tool, 'route', verb);
  if (target === 'dev') {
    if (tool.args.has('json')) throw new Fatal('drydock: JSON of this is not simulated');
    const rows = routes.filter(({ device }) => device === name);
    return rows.map(route => describeRoute(tool, route, false)).join('');
  }
  if (target !== undefined && target !== 'default') throw new Fatal(`drydock: ip route show ${target} is not simulated`);
  const shown = routes.filter(({ destination }) => target !== 'default' || destination === 'default');
  if (tool.args.has('json')) return routesJson(shown, tool.sys.net.interfaces());
  return shown.map(route => describeRoute(tool, route, true)).join('');
}

function describeRoute(tool: IpTool, { destination, gateway, device, source }: Route, withDevice: boolean): string {
  const way = withDevice ? `dev ${paint(tool, 'name', `${device} `)}` : '';
  const inet = (text: string): string => paint(tool, 'inet', `${text} `);
  if (gateway !== undefined) return `${paint(tool, undefined, `${destination} `)}via ${inet(gateway)}${way}\n`;
  const down = tool.sys.net.interfaces().find(({ name: other }) => other === device)?.up === false ? 'linkdown ' : '';
  const from = source === undefined ? '' : `src ${inet(source)}`;
  return tool.isGnu ? `${inet(destination)}${way}proto kernel scope link ${from}${down}\n` : `${destination} ${way}scope link  ${from}\n`;
}

function routeTo(tool: IpTool, routes: readonly Route[], target: string | undefined): string {
  if (target === undefined) throw new Fatal(tool.isGnu ? 'need at least a destination address' : 'need at least destination address');
  const address = parseIpv4(target);
  if (address === undefined)
    throw new Fatal(
      tool.isGnu ? `Error: any valid prefix is expected rather than "${target}".` : `an inet prefix is expected rather than "${target}"`,
    );
  const way = localWay(tool, target) ?? remoteWay(routes, address);
  if (!way) throw new Fatal('RTNETLINK answers: Network is unreachable', 2);
  const { isLocal, gateway, device, source } = way;
  const { uid } = tool.sys.credentials();
  if (tool.args.has('json')) {
    const row = {
      type: isLocal ? 'local' : undefined,
      dst: target,
      gateway,
      dev: device,
      prefsrc: source,
      flags: [],
      uid,
      cache: isLocal ? ['local'] : [],
    };
    return `${JSON.stringify([row])}\n`;
  }
  const words = [isLocal ? 'local ' : '', target, gateway === undefined ? '' : ` via ${gateway}`, ` dev ${device} `];
  if (!tool.isGnu) return `${words.join('')} src ${source} \n`;
  const end = tool.args.has('oneLine') ? '\\' : '\n';
  return `${words.join('')}src ${source} uid ${String(uid)} ${end}    cache ${isLocal ? '<local> ' : ''}\n`;
}

interface Way {
  readonly isLocal: boolean;
  readonly gateway: string | undefined;
  readonly device: string;
  readonly source: string;
}

/** An address of one's own is reached over the loopback interface. */
function localWay(tool: IpTool, target: string): Way | undefined {
  const isOwn = tool.sys.net.interfaces().some(({ addresses }) => addresses.some(each => each.startsWith(`${target}/`)));
  const isLoopback = target.startsWith('127.');
  if (!isOwn && !isLoopback) return undefined;
  return { isLocal: true, gateway: undefined, device: 'lo', source: isLoopback ? '127.0.0.1' : target };
}

function remoteWay(routes: readonly Route[], address: number): Way | undefined {
  const connected = routes.find(({ destination }) => {
    const prefix = parsePrefix(destination);
    return prefix && prefixContains(prefix, address);
  });
  const way = connected ?? routes.find(({ destination }) => destination === 'default');
  if (!way) return undefined;
  const source = way.source ?? routes.find(({ device, source: from }) => device === way.device && from !== undefined)?.source ?? '';
  return { isLocal: false, gateway: way.gateway, device: way.device, source };
}
