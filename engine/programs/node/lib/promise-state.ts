/** The state of a promise, as far as JavaScript can tell: the host is asked. */
export const promiseState = String.raw`
exports.stateOf = promise => {
  const answer = host.promiseState(promise);
  return answer.length > 0 ? { kind: answer[0], value: answer[1] } : { kind: 'pending' };
};
`;
