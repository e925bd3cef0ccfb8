import { STANDARD_PATH } from '../roots/standard-path.js';
import { cmd, copy, entrypoint, env, expose, run, volume, workdir, type ImageSource } from '../source.js';
import { directory, filledTo, program, script, symlink, text, type Files } from '../tree.js';
import { debian } from './bases.js';

const HOME = '/usr/share/elasticsearch';

/** The Java machine, whose only class here is Elasticsearch. */
function java(): Files {
  return filledTo(
    337_500_000,
    {
      '/usr/bin/java': program('java', 6_616),
      [`${HOME}/bin/elasticsearch`]: script(`#!/bin/sh\nexec /usr/bin/java org.elasticsearch.bootstrap.Elasticsearch "$@"\n`),
      [`${HOME}/config/elasticsearch.yml`]: text('network.host: 0.0.0.0\n'),
      '/docker-java-home': symlink('/usr/lib/jvm/java-8-openjdk-amd64'),
    },
    {
      '/usr/lib/jvm/java-8-openjdk-amd64/jre/lib/rt.jar': 60,
      '/usr/lib/jvm/java-8-openjdk-amd64/jre/lib/amd64/libjvm.so': 14,
      [`${HOME}/lib/elasticsearch-2.4.6.jar`]: 11,
    },
  );
}

const entrypointScript = `#!/bin/bash
# An option means elasticsearch.
set -e

case $1 in
	-*) set -- elasticsearch "$@" ;;
esac

exec "$@"
`;

export const elasticsearch: ImageSource = {
  names: ['elasticsearch:2', 'elasticsearch:2.4', 'elasticsearch:2.4.6'],
  from: debian,
  created: '2025-02-13T23:30:21Z',
  steps: [
    env({ LANG: 'C.UTF-8' }),
    env({ JAVA_HOME: '/docker-java-home/jre' }),
    env({ JAVA_VERSION: '8u171' }),
    run('mkdir -p /usr/share/elasticsearch/data', () => ({ [`${HOME}/data`]: directory() })),
    env({ ELASTICSEARCH_VERSION: '2.4.6' }),
    env({ PATH: `${HOME}/bin:${STANDARD_PATH}` }),
    workdir(HOME),
    copy('file', '/usr/bin/java', java, { packedBytes: 142_118_730 }),
    volume(`${HOME}/data`),
    copy('file', '/', () => ({ '/docker-entrypoint.sh': script(entrypointScript) })),
    expose(9200, 9300),
    entrypoint('/docker-entrypoint.sh'),
    cmd('elasticsearch'),
  ],
  about: {
    description: 'Elasticsearch is a powerful open source search and analytics engine that makes data easy to explore.',
    stars: 6_534,
  },
};
