import { isErrno } from '../../core/errno.js';
import { InvalidPlatform, parsePlatform } from '../../core/platform.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Task } from '../../core/task.js';
import { complain, type Cli } from '../cli.js';
import { ApiError } from '../client.js';
import { refuseContentTrust } from '../content-trust.js';
import { Failure } from '../failure.js';
import { asRecord, textAt, textsAt } from '../json-view.js';
import { pullImage } from '../image/pull-image.js';
import { familiarText, parseImageName, withDefaultTag, type ImageName } from '../reference.js';
import type { ContainerRequest } from './create-options.js';

/** Creates a container, pulling its image when it is missing; gives its id. */
export function* createContainer(cli: Cli, body: ContainerRequest): Task<string> {
  const { flags } = cli;
  refuseContentTrust(cli);
  checkPlatform(flags.text('platform'));
  const image = imageName(body.Image);
  const local = flags.list('dns').find(server => server.startsWith('127.') || server === '::1');
  if (local !== undefined) yield* complain(cli, `WARNING: Localhost DNS (${local}) may fail in containers.`);
  const cidFile = flags.text('cidfile');
  if (cidFile !== '') checkCidFile(cli, cidFile);
  const pull = flags.text('pull');
  if (pull === 'always' && image) yield* pullFor(cli, image);
  const created = yield* postCreate(cli, body, pull === 'missing' ? image : undefined);
  const id = textAt(created, 'Id');
  for (const warning of textsAt(created, 'Warnings')) yield* complain(cli, `WARNING: ${warning}`);
  if (cidFile !== '') yield* writeCidFile(cli, cidFile, id);
  return id;
}

/** The image's name with its default tag; undefined for an id. Throws Failure. */
function imageName(text: string): ImageName | undefined {
  return /^(?:sha256:)?[a-f0-9]{64}$/.test(text) ? undefined : withDefaultTag(parseImageName(text));
}

function* postCreate(cli: Cli, body: ContainerRequest, pullable: ImageName | undefined): Task<unknown> {
  const platform = cli.flags.text('platform');
  const query = { name: cli.flags.text('name') || undefined, platform: platform || undefined };
  try {
    return asRecord(yield* cli.client().post('/containers/create', query, body));
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404 || !pullable) throw error;
  }
  if (!cli.flags.bool('quiet')) yield* complain(cli, `Unable to find image '${familiarText(pullable)}' locally`);
  yield* pullFor(cli, pullable);
  return asRecord(yield* cli.client().post('/containers/create', query, body));
}

function* pullFor(cli: Cli, image: ImageName): Task<void> {
  yield* pullImage(cli, image, { fd: 2, quiet: cli.flags.bool('quiet'), platform: cli.flags.text('platform') });
}

function checkCidFile(cli: Cli, path: string): void {
  try {
    cli.sys.stat(path);
  } catch (error) {
    if (isErrno(error)) return;
    throw error;
  }
  throw new Failure(`container ID file found, make sure the other container isn't running or delete ${path}`);
}

function* writeCidFile(cli: Cli, path: string, id: string): Task<void> {
  try {
    const fd = cli.sys.open(path, { write: true, create: true, truncate: true });
    yield* cli.sys.write(fd, encodeUtf8(id));
    cli.sys.close(fd);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Failure(`failed to create the container ID file: open ${path}: ${error.message.toLowerCase()}`);
  }
}

/** What the client calls a platform that is none. Throws Failure. */
function checkPlatform(text: string): void {
  try {
    if (text !== '') parsePlatform(text);
  } catch (error) {
    throw error instanceof InvalidPlatform ? new Failure(`error parsing specified platform: ${error.message}`) : error;
  }
}
