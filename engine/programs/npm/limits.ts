/** Packages of one project. */
export const MAX_PACKAGES = 1000;
