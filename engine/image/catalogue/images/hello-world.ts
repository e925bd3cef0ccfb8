import { STANDARD_PATH } from '../roots/standard-path.js';
import { cmd, copy, type ImageSource, type Step } from '../source.js';
import { program } from '../tree.js';

/** The builder gives every image a PATH; from scratch there is no line of history about it. */
const firstStep: Step = {
  ...copy('file', '/', () => ({ '/hello': program('hello-world', 13_256) }), { packedBytes: 2_457 }),
  configure: config => ({ ...config, Env: [`PATH=${STANDARD_PATH}`] }),
};

/** One small program and nothing else. */
export const helloWorld: ImageSource = {
  names: ['hello-world:latest', 'hello-world:linux'],
  created: '2025-01-21T23:32:32Z',
  steps: [firstStep, cmd('/hello')],
  about: { description: 'Hello World! (an example of minimal Dockerization)', stars: 2_396 },
};
