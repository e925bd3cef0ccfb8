/** The module that every process begins with. */
export const bootFile = 'internal/boot';
