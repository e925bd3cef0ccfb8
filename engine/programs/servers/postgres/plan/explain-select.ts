import type { Limits } from './limits.js';
import type { PlanNode } from './runtime.js';
import type { Shape } from './select-rows.js';

/** A SELECT as EXPLAIN shows it. */
export function explainSelect(shape: Shape, limits: Limits): PlanNode {
  let node = shape.from.plan();
  if (shape.where)
    node = {
      ...node,
      details: [...node.details, `${node.title === 'Result' ? 'One-Time Filter' : 'Filter'}: ${shape.where.show()}`],
      rows: Math.max(1, Math.round(node.rows / 3)),
    };
  const over = (title: string, details: readonly string[], rows: number): void => {
    node = { title, details, rows, width: node.width, cost: node.cost + 0.02, startup: node.cost + 0.01, children: [node] };
  };
  if (shape.isGrouped)
    over(
      shape.keys.length > 0 ? 'HashAggregate' : 'Aggregate',
      shape.keys.length > 0 ? [`Group Key: ${shape.keys.map(key => key.show()).join(', ')}`] : [],
      shape.keys.length > 0 ? Math.ceil(node.rows / 2) : 1,
    );
  if (shape.windows.length > 0) over('WindowAgg', [], node.rows);
  if (shape.distinct) over('HashAggregate', [`Group Key: ${shape.nodes.map(key => key.show()).join(', ')}`], node.rows);
  if (shape.sorts.length > 0)
    over(
      'Sort',
      [
        `Sort Key: ${shape.sorts.map(({ index, descending }) => `${shape.nodes[index]?.show() ?? ''}${descending ? ' DESC' : ''}`).join(', ')}`,
      ],
      node.rows,
    );
  if (limits.limit) over('Limit', [], node.rows);
  return node;
}
