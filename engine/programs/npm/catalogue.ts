import { expressSource, mimeSource } from './packages/express.js';
import {
  bodyParserSource,
  corsSource,
  dotenvConfigSource,
  dotenvSource,
  morganSource,
  nodemonSource,
  uuidSource,
} from './packages/small.js';

/** A package of the pretend registry. Names are those that courses use; what is in them was written for Drydock. */
export interface RegistryPackage {
  readonly name: string;
  readonly version: string;
  /** Older versions that the registry also has, with the same files: what they are called is a fact, what they contain is made for Drydock. */
  readonly older?: readonly string[];
  readonly description: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly main?: string;
  /** Besides package.json. */
  readonly files: Readonly<Record<string, string>>;
}

const simple = (name: string, version: string, description: string, source: string): RegistryPackage => ({
  name,
  version,
  description,
  dependencies: {},
  files: { 'index.js': source },
});

export const catalogue: readonly RegistryPackage[] = [
  simple('body-parser', '1.20.3', 'Reads the bodies of requests', bodyParserSource),
  simple('cors', '2.8.5', 'Headers for requests from other sites', corsSource),
  {
    ...simple('dotenv', '16.4.7', 'Reads environment variables from .env', dotenvSource),
    files: { 'index.js': dotenvSource, 'config.js': dotenvConfigSource },
  },
  {
    name: 'express',
    version: '4.21.2',
    description: 'A small web framework',
    dependencies: { 'body-parser': '1.20.3' },
    files: { 'index.js': expressSource, 'mime.js': mimeSource },
  },
  simple('morgan', '1.10.0', 'Logs requests', morganSource),
  {
    name: 'nodemon',
    version: '2.0.22',
    description: 'Starts a program again when its files change',
    dependencies: {},
    bin: { nodemon: 'bin/nodemon.js' },
    files: { 'bin/nodemon.js': nodemonSource },
  },
  simple('uuid', '9.0.1', 'Makes UUIDs', uuidSource),
];

/** The package.json that a package brings. */
export function manifestOf({ name, description, dependencies, bin, main }: RegistryPackage, version: string): Record<string, unknown> {
  return {
    name,
    version,
    description,
    license: 'MIT',
    author: 'Drydock',
    main: main ?? 'index.js',
    ...(bin ? { bin } : {}),
    ...(Object.keys(dependencies).length > 0 ? { dependencies } : {}),
  };
}
