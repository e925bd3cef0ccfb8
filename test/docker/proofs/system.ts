import { proof, type Proofs } from './proof.js';

const twoImages = 'docker tag alpine mine:1\ndocker rm -f other > /dev/null\n';

const df: Proofs = {
  format: proof("--format '{{.Type}}'", 'docker system df {}', /^Images\nContainers\nLocal Volumes\nBuild Cache\n$/),
  verbose: proof('-v', 'docker system df {}', 'Images space usage:'),
};

const events: Proofs = {
  filter: proof(
    '--filter event=die',
    'docker run --rm alpine true\nsleep 2\ndocker events {} --since 1m --until 1s',
    /^.*container die .*\n$/,
  ),
  format: proof("--format '{{.Action}}'", 'sleep 2\ndocker events {} --since 1m --until 0s', /^create\n/m),
  since: proof('--since 1s', 'sleep 5\ndocker events {} --until 0s', /^$/),
  until: proof('--until 2s', 'sleep 5\ntimeout 20 docker events {} --since 1m > /dev/null\necho code $?', 'code 0\n'),
};

const prune: Proofs = {
  all: proof('-a', `${twoImages}docker system prune -f {}`, 'untagged: mine:1\n'),
  filter: proof('--filter label=a', 'docker create alpine\ndocker system prune -f {}\ndocker ps -aq | wc -l', /\b2\n$/),
  force: proof('-f', 'docker system prune {} < /dev/null', 'Total reclaimed space'),
  volumes: proof('--volumes', 'docker volume create > /dev/null\ndocker system prune -f {}\ndocker volume ls -q | wc -l', /\b0\n$/),
};

const anyInspect: Proofs = {
  format: proof("-f '{{.Name}}'", 'docker inspect {} other', /^\/other\n$/),
  size: proof('-s', 'docker inspect {} other', '"SizeRootFs": '),
  type: proof('--type image', 'docker inspect {} other', 'No such image: other'),
};

/** By the first name of each command. */
export const systemProofs: Readonly<Record<string, Proofs>> = {
  'system df': df,
  'system events': events,
  'system info': { format: proof("-f '{{.Driver}}'", 'docker info {}', /^overlay2\n$/) },
  'system prune': prune,
  inspect: anyInspect,
  version: { format: proof("-f '{{.Client.Os}}'", 'docker version {}', /^linux\n$/) },
};
