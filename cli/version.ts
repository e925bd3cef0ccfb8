/** The version of this program; test/tidy checks that package.json says the same. */
export const version = '0.1.0';
