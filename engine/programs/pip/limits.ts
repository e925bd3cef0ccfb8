/** Packages of one installation. */
export const MAX_PACKAGES = 300;
/** Requirements files that name each other. */
export const MAX_NESTED_FILES = 20;
