/** The files that the recorded commands look at: path below the working directory → content. */
export const sampleFiles: Readonly<Record<string, string | Uint8Array>> = {
  a: 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven\ntwelve\n',
  nonl: 'x y\nlast',
  empty: '',
  nums: '10\n9\n2\n1\n33\n2\n1e3\n-5\n\n0x10\n3K\n1M\n',
  csv: 'a,b,c\n1,2,3\nx,,z\nnocomma\n',
  tabs: 'a\tb\tc\n\td\n',
  bin: Uint8Array.of(0, 1, 2, 255, 128, 10, 13, 65),
  ko: '안녕하세요\n도커 컨테이너\nabc 가나다\n',
  pass: 'root:x:0:0:root:/root:/bin/bash\nbin:x:1:1:bin:/bin:/sbin/nologin\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n',
  dups: 'a\na\nb\nA\nb\nb\nc\n',
  words: 'the quick brown fox\njumps over the lazy dog\nThe end\n',
  "it's": 'q',
  'sp ace': 's',
  'dir/f1': 'hello world\n',
  'dir/f2': 'second file\nhello again\n',
  'dir/sub/g.txt': 'deep hello\n',
  'dir/.hid': 'h',
};

/** Symbolic links among them: path → target. */
export const sampleLinks: Readonly<Record<string, string>> = { 'dir/link': 'f1', 'dir/broken': 'nowhere' };

/** Modification time of each file, in seconds since 1970. */
export function sampleTime(path: string): number {
  return 1_700_000_000 + path.length * 1000;
}

/** Files that may be executed. */
export const sampleExecutables: readonly string[] = ['dir/f2'];

/** What a command did: as `bash` and the real programs (GNU coreutils 9.1 and kin of Debian 12, BusyBox 1.35) had it. */
export interface Recorded {
  readonly flavour: 'gnu' | 'busybox';
  readonly argv: readonly string[];
  /** Name of the sample file on standard input. */
  readonly stdin?: string;
  readonly code: number;
  readonly stdout: string;
  /** A usage text is cut: its words are our own. */
  readonly stderr: string;
}

/** The rows of a recording, one JSON object a line. */
export function parseRecorded(text: string): Recorded[] {
  return text.split('\n').flatMap(line => {
    const row: unknown = line === '' ? undefined : JSON.parse(line);
    return isRecorded(row) ? [row] : [];
  });
}

function isRecorded(row: unknown): row is Recorded {
  return typeof row === 'object' && row !== null && 'argv' in row && 'stdout' in row && 'stderr' in row && 'code' in row;
}

/** Cuts the usage text that BusyBox adds to a complaint. */
export function withoutUsage(stderr: string): string {
  return stderr.replace(/BusyBox v[^]*/, 'USAGE\n');
}
