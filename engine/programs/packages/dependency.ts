import { compareVersions } from './version.js';

/** `libc6 (>= 2.17)` */
export interface Requirement {
  readonly name: string;
  readonly relation: '<<' | '<=' | '=' | '>=' | '>>' | undefined;
  readonly version: string;
}

/** The groups of a Depends field; one of each group's alternatives must be there. */
export function parseDependencies(field: string): readonly (readonly Requirement[])[] {
  return field
    .split(',')
    .map(group => group.split('|').flatMap(parseRequirement))
    .filter(group => group.length > 0);
}

function parseRequirement(text: string): readonly Requirement[] {
  const match = /^([^\s(:]+)(?::\S+)?\s*(?:\(?(<<|<=|=|>=|>>)\s*([^)\s]+)\)?)?$/.exec(text.trim());
  if (!match) return [];
  const [, name = '', relation, version = ''] = match;
  return [{ name, relation: isRelation(relation) ? relation : undefined, version }];
}

function isRelation(text: string | undefined): text is NonNullable<Requirement['relation']> {
  return text !== undefined && ['<<', '<=', '=', '>=', '>>'].includes(text);
}

export function isSatisfiedBy({ relation, version }: Requirement, candidate: string): boolean {
  if (relation === undefined) return true;
  const order = compareVersions(candidate, version);
  switch (relation) {
    case '<<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '=':
      return order === 0;
    case '>=':
      return order >= 0;
    case '>>':
      return order > 0;
  }
}
