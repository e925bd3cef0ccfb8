import { parseIpv4, parsePrefix, prefixContains } from '../../net/ip.js';
import type { Route } from '../../net/namespace.js';
import { Fatal } from '../tool.js';
import { routesJson } from './ip-json.js';
import { paint, refuseChange, type IpTool } from './ip-tool.js';

/** `ip route show` and `ip route get`. */
export function showRoutes(tool: IpTool, words: readonly string[]): string {
  const [verb = 'show', target, name] = words;
  const routes = tool.sys.net.routes();
  if (verb === 'get') return routeTo(tool, routes, target ?? '');
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

function routeTo(tool: IpTool, routes: readonly Route[], target: string): string {
  const address = parseIpv4(target);
  if (address === undefined)
    throw new Fatal(tool.isGnu ? `any valid prefix is expected rather than "${target}".` : `invalid argument '${target}'`);
  const connected = routes.find(({ destination }) => {
    const prefix = parsePrefix(destination);
    return prefix && prefixContains(prefix, address);
  });
  const way = connected ?? routes.find(({ destination }) => destination === 'default');
  if (!way) throw new Fatal('RTNETLINK answers: Network is unreachable', 2);
  const source = way.source ?? routes.find(({ device, source: from }) => device === way.device && from !== undefined)?.source ?? '';
  const via = way.gateway === undefined ? '' : ` via ${way.gateway}`;
  return `${target}${via} dev ${way.device}${tool.isGnu ? '' : ' '} src ${source}${tool.isGnu ? ' uid 0 \n    cache ' : ' '}\n`;
}
