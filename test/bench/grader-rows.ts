import { gradeScript, parseLesson } from '../../grader/index.js';
import { collectGarbage, timePerCall, timeRow, warm, type Row } from './row.js';

const lesson = parseLesson(
  `---
schema: drydock/lesson/v1
id: bench
course: bench
title: Bench
kind: assignment
minutes: 5
objectives: []
setup:
  images: [alpine, nginx]
---

# Bench

## One {#one points=5}

\`\`\`check
- id: network
  title: a network
  network: front
- id: web
  title: a server
  container: web
- id: box
  title: a box
  container: box
\`\`\`
`,
  'lesson.md',
  'en',
);

/** What a student hands in: twenty-five commands. */
const submission = [
  'docker version',
  'docker images',
  'docker network create front',
  'docker network ls',
  'docker volume create data',
  'docker volume ls',
  'docker run -d --name web --network front -p 8080:80 alpine sleep 1000',
  'docker ps',
  'docker run -d --name box --network front -v data:/data alpine sleep 1000',
  'docker ps -a',
  'docker exec box sh -c "echo hello > /data/file"',
  'docker exec box cat /data/file',
  'docker logs web',
  'docker inspect web',
  'docker top box',
  'docker port web',
  'mkdir -p work',
  'cd work',
  'echo hello > index.html',
  'cat index.html',
  'docker cp index.html box:/data/index.html',
  'docker restart -t 0 box',
  'docker stop -t 0 web',
  'docker start web',
  'docker ps',
  '',
].join('\n');

/** Whole submissions, each on a host of its own. */
export function graderRows(): Row[] {
  const grade = (): unknown => gradeScript(lesson, submission);
  warm(grade, 800);
  const before = usedBytes();
  const milliseconds = timePerCall(grade, { calls: 100, batches: 5 });
  const grown = (usedBytes() - before) / 1e6;
  return [
    timeRow('grading 25 commands', milliseconds, 2),
    {
      what: 'memory after 500 more submissions',
      measured: `${grown >= 0 ? '+' : ''}${grown.toFixed(1)} MB`,
      ratio: '',
      budget: '≤ 5 MB',
      within: grown <= 5,
    },
  ];
}

function usedBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
