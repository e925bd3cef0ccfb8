import type { Route } from './route.js';

interface Node {
  readonly literal: Map<string, Node>;
  param: { readonly name: string; readonly node: Node } | undefined;
  /** Takes the rest of the path up to `node`'s own literals. */
  rest: { readonly name: string; readonly node: Node } | undefined;
  readonly byMethod: Map<string, Route>;
}

const newNode = (): Node => ({ literal: new Map(), param: undefined, rest: undefined, byMethod: new Map() });

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the row for a path, literal parts before parameters. */
export class Router {
  readonly #root = newNode();

  constructor(routes: readonly Route[]) {
    for (const route of routes) this.#add(route);
  }

  match(method: string, path: string): Match | undefined {
    const parts = path.split('/').slice(1);
    return find(this.#root, parts, 0, method, {});
  }

  #add(route: Route): void {
    let node = this.#root;
    for (const part of route.path.split('/').slice(1)) node = descend(node, part);
    node.byMethod.set(route.method, route);
  }
}

function descend(node: Node, part: string): Node {
  if (part.startsWith(':')) return (node.param ??= { name: part.slice(1), node: newNode() }).node;
  if (part.startsWith('*')) return (node.rest ??= { name: part.slice(1), node: newNode() }).node;
  let next = node.literal.get(part);
  if (!next) node.literal.set(part, (next = newNode()));
  return next;
}

function find(
  node: Node,
  parts: readonly string[],
  at: number,
  method: string,
  params: Readonly<Record<string, string>>,
): Match | undefined {
  const part = parts[at];
  if (part === undefined) {
    const route = node.byMethod.get(method);
    return route && { route, params };
  }
  const literal = node.literal.get(part);
  const exact = literal && find(literal, parts, at + 1, method, params);
  if (exact) return exact;
  const one = node.param && part !== '' ? find(node.param.node, parts, at + 1, method, { ...params, [node.param.name]: part }) : undefined;
  return one ?? findRest(node, parts, at, method, params);
}

/** Names of images have slashes in them: the longest that leaves a known ending wins. */
function findRest(
  node: Node,
  parts: readonly string[],
  at: number,
  method: string,
  params: Readonly<Record<string, string>>,
): Match | undefined {
  if (!node.rest) return undefined;
  for (let end = at + 1; end <= parts.length; end++) {
    const found = find(node.rest.node, parts, end, method, { ...params, [node.rest.name]: parts.slice(at, end).join('/') });
    if (found) return found;
  }
  return undefined;
}
