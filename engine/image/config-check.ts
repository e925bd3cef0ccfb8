import { ImageArchiveError } from './archive-error.js';

/** What a field of a configuration may hold. */
type Shape = 'text' | 'number' | 'texts' | 'text by name' | 'set' | 'object' | 'history';

/** Fields by name, with the type that Go's decoder names when something else stands there. */
type Fields = Readonly<Record<string, readonly [shape: Shape, goType: string]>>;

export const imageFields: Fields = {
  architecture: ['text', 'string'],
  variant: ['text', 'string'],
  author: ['text', 'string'],
  created: ['text', 'time.Time'],
  docker_version: ['text', 'string'],
  os: ['text', 'string'],
  config: ['object', 'container.Config'],
  history: ['history', '[]image.History'],
};

export const runFields: Fields = {
  User: ['text', 'string'],
  ExposedPorts: ['set', 'nat.PortSet'],
  Env: ['texts', '[]string'],
  Cmd: ['texts', '[]string'],
  Healthcheck: ['object', 'container.HealthConfig'],
  Volumes: ['set', 'map[string]struct {}'],
  WorkingDir: ['text', 'string'],
  Entrypoint: ['texts', '[]string'],
  OnBuild: ['texts', '[]string'],
  Labels: ['text by name', 'map[string]string'],
  StopSignal: ['text', 'string'],
  StopTimeout: ['number', 'int'],
  Shell: ['texts', '[]string'],
};

/** Throws what Go says about a field that does not hold what it should; fields that are missing or null are fine. */
export function checkFields(value: object, fields: Fields, place: string): void {
  for (const [name, field] of Object.entries(value)) {
    if (field === null || !Object.hasOwn(fields, name)) continue;
    const [shape, goType] = fields[name] ?? ['text', 'string'];
    if (!fits(field, shape))
      throw new ImageArchiveError(`json: cannot unmarshal ${kindOf(field)} into Go struct field ${place}.${name} of type ${goType}`);
  }
}

function fits(value: unknown, shape: Shape): boolean {
  switch (shape) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'texts':
      return Array.isArray(value) && value.every(item => typeof item === 'string');
    case 'text by name':
      return isObject(value) && Object.values(value).every(item => typeof item === 'string');
    case 'set':
      return isObject(value) && Object.values(value).every(isObject);
    case 'object':
      return isObject(value);
    case 'history':
      return Array.isArray(value) && value.every(isHistoryLine);
  }
}

function isHistoryLine(value: unknown): boolean {
  if (!isObject(value)) return false;
  const texts = ['created', 'created_by', 'author', 'comment'];
  return texts.every(name => value[name] === undefined || typeof value[name] === 'string');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
