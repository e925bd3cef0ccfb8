/** A transcript: a short story of commands with what they printed. The format is that of the conformance corpus. */
export interface Scenario {
  readonly title: string;
  readonly topic: string;
  readonly images: readonly string[];
  readonly buildkit: boolean;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly line: number;
  readonly command: string;
  /** Lines that are typed on a terminal; none means: no terminal. */
  readonly typed: readonly string[];
  readonly stdin: string;
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  readonly code: number;
}

interface Draft {
  line: number;
  command: string;
  typed: string[];
  stdin: string;
  stdout: string[];
  stderr: string[];
  code: number;
}

export function parseScenario(text: string): Scenario {
  const header = new Map<string, string>();
  const steps: Draft[] = [];
  let stdin = '';
  for (const [index, line] of text.replace(/\n$/, '').split('\n').entries()) {
    const step = steps.at(-1);
    const comment = /^# ([a-z]+): (.*)$/.exec(line);
    if (line.startsWith('$ ')) {
      steps.push({ line: index + 1, command: line.slice(2), typed: [], stdin, stdout: [], stderr: [], code: 0 });
      stdin = '';
    } else if (comment?.[1] === 'stdin') stdin = `${(comment[2] ?? '').replaceAll('\\n', '\n')}\n`;
    else if (line.startsWith('# ')) {
      if (!step && comment?.[1]) header.set(comment[1], comment[2] ?? '');
    } else if (step) addLine(step, line);
  }
  return {
    title: header.get('title') ?? '',
    topic: header.get('topic') ?? '',
    images: (header.get('images') ?? '').split(' ').filter(Boolean),
    buildkit: header.get('builder') === 'buildkit',
    steps: steps.map(step => ({ ...step, stdout: trimEnd(step.stdout), stderr: trimEnd(step.stderr) })),
  };
}

function addLine(step: Draft, line: string): void {
  const status = /^\[(\d+)\]$/.exec(line);
  if (/^>( |$)/.test(line)) step.command += `\n${line.slice(2)}`;
  else if (/^<( |$)/.test(line)) step.typed.push(line.slice(2));
  else if (/^!( |$)/.test(line)) step.stderr.push(line.slice(2));
  else if (status) step.code = Number(status[1]);
  else step.stdout.push(line.startsWith('\\') ? line.slice(1) : line);
}

/** Empty lines at the end do not count. */
export function trimEnd(lines: readonly string[]): readonly string[] {
  const rest = [...lines];
  while (rest.at(-1)?.trim() === '') rest.pop();
  return rest;
}
