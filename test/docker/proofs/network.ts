import { proof, refused, type Proofs } from './proof.js';

/** Every world has the network `back`, 172.30.0.0/16, and the container `other`. */
const connect: Proofs = {
  alias: proof('--alias pal', 'docker network connect {} back other\ndocker run --rm --network back alpine nslookup pal', '172.30.0.2'),
  'driver-opt': proof(
    '--driver-opt a=b',
    "docker network connect {} back other\ndocker inspect -f '{{json .NetworkSettings.Networks.back.DriverOpts}}' other",
    '{"a":"b"}',
  ),
  'gw-priority': proof(
    '--gw-priority 5',
    "docker network connect {} back other\ndocker inspect -f '{{.NetworkSettings.Networks.back.GwPriority}}' other",
    '5\n',
  ),
  ip: proof('--ip 172.30.0.9', 'docker network connect {} back other\ndocker exec other ip addr', '172.30.0.9/16'),
  ip6: proof('--ip6 fd00::9', 'docker network connect {} back other', 'only when connecting to networks with user configured subnets'),
  link: proof(
    '--link friend:pal',
    'docker run -d --name friend --network back alpine sleep 100\ndocker network connect {} back other\ndocker exec other nslookup pal',
    '172.30.0.2',
  ),
  'link-local-ip': refused('--link-local-ip 169.254.1.1', 'docker network connect {} back other'),
};

const made = (field: string): string => `docker network create {} made > /dev/null\ndocker network inspect -f '{{json ${field}}}' made`;
const create: Proofs = {
  attachable: proof('--attachable', made('.Attachable'), 'true\n'),
  'aux-address': proof(
    '--aux-address a=172.29.0.9',
    'docker network create --subnet 172.29.0.0/16 {} made\ndocker network inspect made',
    '"a": "172.29.0.9"',
  ),
  'config-from': refused('--config-from back', 'docker network create {} made'),
  'config-only': refused('--config-only', 'docker network create {} made'),
  driver: proof('-d nope', 'docker network create {} made', 'plugin "nope" not found'),
  gateway: proof(
    '--gateway 172.29.0.7',
    'docker network create --subnet 172.29.0.0/16 {} made\ndocker run --rm --network made alpine ip route',
    'via 172.29.0.7',
  ),
  ingress: refused('--ingress', 'docker network create {} made'),
  internal: proof('--internal', made('.Internal'), 'true\n'),
  'ip-range': proof(
    '--ip-range 172.29.5.0/24',
    'docker network create --subnet 172.29.0.0/16 {} made\ndocker run --rm --network made alpine ip addr',
    ' 172.29.5.',
  ),
  'ipam-driver': proof('--ipam-driver nope', 'docker network create {} made', 'plugin "nope" not found'),
  'ipam-opt': proof('--ipam-opt a=b', made('.IPAM.Options'), '{"a":"b"}'),
  ipv4: proof('--ipv4=false', 'docker network create {} made', 'IPv4 or IPv6 must be enabled'),
  ipv6: refused('--ipv6', 'docker network create {} made'),
  label: proof('--label a=b', made('.Labels'), '{"a":"b"}'),
  opt: proof('-o a=b', made('.Options'), '"a":"b"'),
  scope: refused('--scope swarm', 'docker network create {} made'),
  subnet: proof('--subnet 172.29.0.0/16', 'docker network create {} made\ndocker run --rm --network made alpine ip addr', ' 172.29.0.2/16'),
};

const unused = 'docker network create front > /dev/null\n';
/** By the first name of each command. */
export const networkProofs: Readonly<Record<string, Proofs>> = {
  'network connect': connect,
  'network create': create,
  'network disconnect': { force: proof('-f', 'docker network disconnect {} back gone', 'endpoint gone not found') },
  'network inspect': {
    format: proof("-f '{{.Name}}'", 'docker network inspect {} back', /^back\n$/),
  },
  'network ls': {
    filter: proof('-f name=back', 'docker network ls -q {} | wc -l', /^1\n$/),
    format: proof("--format '{{.Name}}'", 'docker network ls {}', /^back\nbridge\n/),
    'no-trunc': proof('--no-trunc', 'docker network ls {}', /\n[0-9a-f]{64} /),
    quiet: proof('-q', 'docker network ls {}', /^[0-9a-f]{12}\n/),
  },
  'network prune': {
    filter: proof('--filter label=a', `${unused}docker network prune -f {}\ndocker network ls`, ' front '),
    force: proof('-f', 'docker network prune {} < /dev/null', 'Deleted Networks:'),
  },
  'network rm': { force: proof('-f', 'docker network rm {} gone && echo fine', 'fine\n') },
};

/** By the first name of each command. */
export const volumeProofs: Readonly<Record<string, Proofs>> = {
  'volume create': {
    driver: proof('-d nope', 'docker volume create {} data', 'plugin "nope" not found'),
    label: proof('--label a=b', "docker volume create {} data\ndocker volume inspect -f '{{json .Labels}}' data", '{"a":"b"}'),
    name: proof('--name data', 'docker volume create {}', /^data\n$/),
    opt: proof('-o type=tmpfs', 'docker volume create {} data', 'missing required option: "device"'),
  },
  'volume inspect': { format: proof("-f '{{.Name}}'", 'docker volume create data\ndocker volume inspect {} data', 'data\ndata\n') },
  'volume ls': {
    cluster: refused('--cluster', 'docker volume ls {}'),
    filter: proof('-f name=data', 'docker volume create data\ndocker volume create more\ndocker volume ls -q {}', /^data\nmore\ndata\n$/),
    format: proof("--format '{{.Driver}}'", 'docker volume create data\ndocker volume ls {}', /^data\nlocal\n$/),
    quiet: proof('-q', 'docker volume create data\ndocker volume ls {}', /^data\ndata\n$/),
  },
  'volume prune': {
    all: proof('-a', 'docker volume create data\ndocker volume prune -f {}', 'Deleted Volumes:\ndata\n'),
    filter: proof('--filter label=a', 'docker volume create\ndocker volume prune -f {}\ndocker volume ls -q | wc -l', /\b1\n$/),
    force: proof('-f', 'docker volume create\ndocker volume prune {} < /dev/null', 'Deleted Volumes:'),
  },
  'volume rm': { force: proof('-f', 'docker volume rm {} gone && echo fine', 'fine\n') },
};
