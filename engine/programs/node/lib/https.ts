/** https: there is no TLS in the host, which says so when it is used. */
export const https = String.raw`
const { notSimulated } = require('internal/errors');
const refuse = () => { throw notSimulated('https'); };
Object.assign(exports, { createServer: refuse, request: refuse, get: refuse, Server: refuse, Agent: require('http').Agent, globalAgent: require('http').globalAgent });
`;
