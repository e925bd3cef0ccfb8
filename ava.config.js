export default {
  files: ['build/test/**/*.test.js'],
  workerThreads: true,
  timeout: '10m',
  environmentVariables: { NO_COLOR: '1', TZ: 'UTC' },
};
