import type { Task } from '../../core/task.js';
import { between, defineCommand } from '../command.js';
import { print, type Cli } from '../cli.js';
import { ApiError } from '../client.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bool } from '../flags/flag-type.js';
import { asRecord, recordAt, textAt, type JsonRecord } from '../json-view.js';
import { familiarText, parseImageName, registryOf, withDefaultTag, type ImageName } from '../reference.js';
import { authHeader } from '../registry/auth.js';
import { encodeBase64 } from '../registry/base64.js';
import { fullText } from '../image/pull.js';

export const inspect = defineCommand({
  names: ['manifest inspect'],
  usage: '[OPTIONS] [MANIFEST_LIST] MANIFEST',
  text: { en: 'Show a manifest or a manifest list', ko: '매니페스트나 매니페스트 목록을 보여 줍니다' },
  arity: between(1, 2),
  flags: [
    flag('insecure', '', bool, { en: 'Allow a registry without TLS', ko: 'TLS 없는 레지스트리를 허용합니다' }),
    flag('verbose', 'v', bool, { en: 'Show layers and platforms, too', ko: '레이어와 플랫폼도 보여 줍니다' }),
  ],
  run: showManifest,
});

const refused = 'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n';

function* showManifest(cli: Cli): Task<number> {
  if (cli.args.length > 1) throw new Failure('drydock: docker manifest inspect of a manifest list of this machine is not simulated', 125);
  const name = withDefaultTag(parseImageName(cli.args[0] ?? ''));
  // The client asks the registry itself, by TLS unless told otherwise; only the hub has that.
  const isReachable = registryOf(name) === 'docker.io' || cli.flags.bool('insecure');
  const found = isReachable ? yield* manifestOf(cli, name) : undefined;
  if (!found) throw new Failure(`no such manifest: ${fullText(name)}`);
  const manifest = asRecord(JSON.parse(textAt(found, 'Manifest')));
  yield* print(cli, `${JSON.stringify(cli.flags.bool('verbose') ? verbose(name, found, manifest) : ordered(manifest), undefined, '\t')}\n`);
  return 0;
}

/** What the registry has under a name; undefined for nothing. Throws Failure for what it keeps to itself. */
function* manifestOf(cli: Cli, name: ImageName): Task<JsonRecord | undefined> {
  try {
    const headers = authHeader(cli.config, registryOf(name));
    return asRecord(yield* cli.client().json('GET', `/distribution/${familiarText(name)}/manifest`, { headers }));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (registryOf(name) === 'docker.io' && error.reason.includes('denied')) throw new Failure(refused);
    return undefined;
  }
}

function verbose(name: ImageName, found: JsonRecord, manifest: JsonRecord): JsonRecord {
  const descriptor = recordAt(found, 'Descriptor');
  const field = textAt(descriptor, 'mediaType').includes('.oci.') ? 'OCIManifest' : 'SchemaV2Manifest';
  return {
    Ref: fullText(name),
    Descriptor: { ...descriptor, platform: recordAt(found, 'Platform') },
    Raw: encodeBase64(textAt(found, 'Manifest')),
    [field]: ordered(manifest),
  };
}

/** The fields of a manifest as Go has them; annotations of an OCI manifest come last. */
function ordered({ schemaVersion, mediaType, config, layers, ...others }: JsonRecord): JsonRecord {
  return {
    schemaVersion,
    mediaType,
    config: orderedDescriptor(config),
    layers: Array.isArray(layers) ? layers.map(orderedDescriptor) : layers,
    ...others,
  };
}

function orderedDescriptor(value: unknown): JsonRecord {
  const { mediaType, size, digest, ...others } = asRecord(value);
  return { mediaType, size, digest, ...others };
}
