/** readline/promises: readline whose questions are answered by a promise. */
export const readlinePromises = String.raw`
module.exports = require('readline').promises;
`;
