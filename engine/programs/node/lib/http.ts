/** http */
export const http = String.raw`
const message = require('internal/http-message');
const { OutgoingMessage } = require('internal/http-outgoing');
const { Server, ServerResponse } = require('internal/http-server');
const { ClientRequest, Agent, globalAgent } = require('internal/http-client');

Object.assign(exports, {
  METHODS: message.METHODS,
  STATUS_CODES: message.STATUS_CODES,
  Agent,
  ClientRequest,
  IncomingMessage: message.IncomingMessage,
  OutgoingMessage,
  Server,
  ServerResponse,
  globalAgent,
  maxHeaderSize: 16384,
  createServer: (options, listener) => new Server(options, listener),
  request: (input, options, callback) => new ClientRequest(input, options, callback),
  get(input, options, callback) {
    const request = exports.request(input, options, callback);
    request.end();
    return request;
  },
  validateHeaderName: message.checkName,
  validateHeaderValue: message.checkValue,
});
`;
