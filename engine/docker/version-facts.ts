/** What the simulated client says about itself: docker 28.2.2 as published for Linux. */
export const CLIENT_VERSION = '28.2.2';
export const API_VERSION = '1.50';
export const GIT_COMMIT = 'e6534b4';
export const GO_VERSION = 'go1.24.3';
export const BUILD_TIME = 'Fri May 30 12:07:14 2025';

/** What the client tells of itself beside its version. */
export const CLIENT_BUILD = {
  DefaultAPIVersion: API_VERSION,
  GitCommit: GIT_COMMIT,
  GoVersion: GO_VERSION,
  Os: 'linux',
  Arch: 'amd64',
  BuildTime: BUILD_TIME,
  Context: 'default',
} as const;
