import { proof, refused, type Proof, type Proofs } from './proof.js';

/** `child` was made of an image without a name. */
const parentAndChild = 'docker run --name box $(docker commit other) touch /f\ndocker commit box child > /dev/null\n';

const otherPlatform = 'does not match the specified platform (linux/arm64)';
const platform = (script: string, shows = otherPlatform): Proof => proof('--platform linux/arm64', script, shows);

const history: Proofs = {
  format: proof("--format '{{.Size}}'", 'docker history {} alpine', /^[\d.]+[kM]?B\n/),
  human: proof('-H=false', 'docker history {} alpine', /T\d\d:\d\d:\d\dZ/),
  'no-trunc': proof('--no-trunc', 'docker history {} alpine', /sha256:[0-9a-f]{64}/),
  platform: platform('docker history {} alpine'),
  quiet: proof('-q', 'docker history {} alpine', /^[0-9a-f]{12}\n/),
};

const importImage: Proofs = {
  change: proof(
    "-c 'ENV A=1'",
    "docker export other | docker import {} - made > /dev/null\ndocker inspect -f '{{.Config.Env}}' made",
    'A=1',
  ),
  message: proof('-m note', "docker export other | docker import {} - made > /dev/null\ndocker inspect -f '{{.Comment}}' made", 'note\n'),
  platform: proof(
    '--platform linux/arm64',
    "docker export other | docker import {} - made > /dev/null\ndocker inspect -f '{{.Architecture}}' made",
    'arm64\n',
  ),
};

const inspect: Proofs = {
  format: proof("-f '{{.Os}}'", 'docker image inspect {} alpine', /^linux\n$/),
  platform: platform('docker image inspect {} alpine'),
};

const save = 'docker save -o a.tar alpine\n';
const load: Proofs = {
  input: proof('-i a.tar', `${save}docker load {} < /dev/null`, 'Loaded image: alpine:latest'),
  platform: proof('--platform linux/arm64', `${save}docker load {} < a.tar`, /^$/),
  quiet: proof(
    '-q',
    'docker save nginx > n.tar\ndocker rmi -f nginx > /dev/null\ndocker load {} < n.tar',
    /^Loaded image: nginx:latest\r\n$/,
    [],
  ),
};

const ls: Proofs = {
  all: proof('-a', `${parentAndChild}docker images {} -q | wc -l`, /^4\n$/),
  digests: proof('--digests', 'docker images {}', 'DIGEST'),
  filter: proof('-f reference=nginx', 'docker images -q {} | wc -l', /^1\n$/),
  format: proof("--format '{{.Repository}}'", 'docker images {}', /^(alpine|nginx)\n/),
  'no-trunc': proof('--no-trunc', 'docker images {}', /sha256:[0-9a-f]{64}/),
  quiet: proof('-q', 'docker images {}', /^[0-9a-f]{12}\n/),
  tree: proof('--tree', 'docker images {}', 'DISK USAGE'),
};

const prune: Proofs = {
  all: proof('-a', 'docker image prune -f {}', 'untagged: nginx:latest\n'),
  filter: proof('--filter label=none', 'docker image prune -af {}', /^Total reclaimed space: 0B\n$/),
  force: proof('-f', 'docker image prune {} < /dev/null', 'Total reclaimed space'),
};

const pull: Proofs = {
  'all-tags': proof('-a', 'docker pull {} busybox > /dev/null\ndocker images -q busybox | wc -l', /^(?!1\n)\d+\n$/),
  'disable-content-trust': refused('--disable-content-trust=false', 'docker pull {} busybox'),
  platform: proof('--platform linux/s390x', 'docker pull {} alpine', 'does not match the specified platform (linux/s390x)'),
  quiet: proof('-q', 'docker pull {} busybox', /^docker.io\/library\/busybox:latest\n$/),
};

const push: Proofs = {
  'all-tags': proof(
    '-a',
    'docker tag alpine localhost:5000/mine:1\ndocker tag alpine localhost:5000/mine:2\ndocker push {} localhost:5000/mine',
    /\b1: digest: [^]*\b2: digest: /,
  ),
  'disable-content-trust': refused(
    '--disable-content-trust=false',
    'docker tag alpine localhost:5000/mine\ndocker push {} localhost:5000/mine',
  ),
  platform: platform('docker tag alpine localhost:5000/mine\ndocker push {} localhost:5000/mine'),
  quiet: proof('-q', 'docker tag alpine localhost:5000/mine\ndocker push {} localhost:5000/mine', /^localhost:5000\/mine:latest\n$/),
};

const rm: Proofs = {
  force: proof('-f', 'docker rmi {} alpine', 'Untagged: alpine:latest\n'),
  'no-prune': proof('--no-prune', `${parentAndChild}docker rm box\ndocker rmi {} child\ndocker images -aq | wc -l`, /\b3\n$/),
  platform: platform('docker rmi {} nginx'),
};

/** By the first name of each command. */
export const imageProofs: Readonly<Record<string, Proofs>> = {
  'image history': history,
  'image import': importImage,
  'image inspect': inspect,
  'image load': load,
  'image ls': ls,
  'image prune': prune,
  'image pull': pull,
  'image push': push,
  'image rm': rm,
  'image save': {
    output: proof('-o a.tar', 'docker save {} alpine > /dev/null\nls', 'a.tar\n'),
    platform: platform('docker save {} alpine > a.tar', 'no suitable export target found for platform linux/arm64'),
  },
  'image tag': {},
};
