import { encodeUtf8 } from '../../core/utf8.js';
import type { Main } from '../../process/sys.js';
import { gnuGzip, versionText } from '../origins.js';
import { exitCodeOf, waitFor } from '../process/run.js';

/** Debian has these as scripts around gzip; here are such, and sh runs them. `$0` is the name that they were called by. */
const scripts: Readonly<Record<string, string>> = {
  zgrep: grepWith('grep'),
  zegrep: grepWith('grep -E'),
  zfgrep: grepWith('grep -F'),
  zless: 'for file; do case $file in -*) ;; *) gzip -cdf -- "$file" || exit;; esac; done | less',
  zmore: 'for file; do gzip -cdf -- "$file" || exit; done | more',
  zcmp: compareWith('cmp'),
  zdiff: compareWith('diff'),
};

/** Each file is unpacked and searched; names stand before lines as grep would have it. */
function grepWith(grep: string): string {
  return `options= pattern= have= names=
while [ $# -gt 0 ]; do
  case $1 in
  --) shift; break;;
  -e) pattern=$2 have=1; shift;;
  -h) names=no;;
  -H) names=yes;;
  -[ABCm]) options="$options $1 $2"; shift;;
  -l|-L) options="$options $1" names=list;;
  -?*) options="$options $1";;
  *) break;;
  esac
  shift
done
if [ -z "$have" ]; then
  [ $# -gt 0 ] || { echo "Usage: $0 [OPTION]... [-e] PATTERN [FILE]..." >&2; exit 2; }
  pattern=$1
  shift
fi
[ $# -gt 0 ] || set -- -
[ $# -gt 1 ] && [ -z "$names" ] && names=yes
status=1
for file; do
  label="$file"
  [ "$file" = - ] && label='(standard input)'
  case $names in
  yes) show=-H;;
  list) show=;;
  *) show=-h;;
  esac
  if [ "$file" != - ] && [ ! -e "$file" ]; then
    echo "gzip: $file: No such file or directory" >&2
    status=2
    continue
  fi
  gzip -cdf -- "$file" | ${grep} $options $show --label="$label" -e "$pattern"
  found=$?
  [ $found -eq 0 ] && [ $status -eq 1 ] && status=0
  [ $found -gt 1 ] && status=$found
done
exit $status`;
}

function compareWith(program: string): string {
  return `options=
while [ $# -gt 0 ]; do
  case $1 in
  --) shift; break;;
  -?*) options="$options $1"; shift;;
  *) break;;
  esac
done
case $# in
0) echo "$0: missing operand" >&2; exit 2;;
1) other=\${1%.gz};;
2) other=$2;;
*) echo "$0: extra operand" >&2; exit 2;;
esac
first=$(mktemp) second=$(mktemp)
trap 'rm -f "$first" "$second"' EXIT
gzip -cdf -- "$1" > "$first" || exit 2
gzip -cdf -- "$other" > "$second" || exit 2
${program} $options "$first" "$second"`;
}

function zTool(name: string, script: string): Main {
  return function* (sys, argv, release) {
    if (argv[1] === '--version' || (argv[1] === '-V' && name.endsWith('grep'))) {
      // zegrep and zfgrep are zgrep.
      yield* sys.write(1, encodeUtf8(versionText(gnuGzip, name.replace(/[ef]grep$/, 'grep'), release) ?? ''));
      return 0;
    }
    return exitCodeOf(yield* waitFor(sys, sys.spawn({ argv: ['sh', '-c', script, ...argv] })));
  };
}

export const zTools: readonly (readonly [string, Main])[] = Object.entries(scripts).map(([name, script]) => [name, zTool(name, script)]);
