/** axios: requests over HTTP. Written for Drydock. */
export const axiosSource = String.raw`'use strict';
const http = require('http');
const https = require('https');

class AxiosError extends Error {
  constructor(message, code, config, request, response) {
    super(message);
    this.name = 'AxiosError';
    Object.assign(this, { code, config, request });
    if (response) { this.response = response; this.status = response.status; }
    this.isAxiosError = true;
  }
  toJSON() { return { message: this.message, name: this.name, code: this.code, status: this.response ? this.response.status : null }; }
}
const lower = headers => Object.fromEntries(Object.entries(headers || {}).filter(([, value]) => value !== undefined && value !== null).map(([key, value]) => [key.toLowerCase(), value]));
function addressOf({ url = '', baseURL, params }) {
  const full = baseURL && !/^[a-z]+:\/\//i.test(url) ? baseURL.replace(/\/+$/, '') + (url === '' ? '' : '/' + url.replace(/^\/+/, '')) : url;
  const found = new URL(full);
  for (const [key, value] of params instanceof URLSearchParams ? params : Object.entries(params || {})) {
    if (value === undefined || value === null) continue;
    if (Array.isArray(value)) for (const item of value) found.searchParams.append(key + '[]', item); else found.searchParams.append(key, value instanceof Date ? value.toISOString() : typeof value === 'object' ? JSON.stringify(value) : value);
  }
  return found;
}
function bodyOf(config, headers) {
  const { data } = config;
  if (data === undefined || data === null) return undefined;
  if (Buffer.isBuffer(data)) return data;
  if (data instanceof URLSearchParams) { headers['content-type'] = headers['content-type'] || 'application/x-www-form-urlencoded;charset=utf-8'; return data.toString(); }
  if (typeof data === 'object') {
    if (/^application\/x-www-form-urlencoded/.test(headers['content-type'])) return new URLSearchParams(data).toString();
    headers['content-type'] = headers['content-type'] || 'application/json';
    return JSON.stringify(data);
  }
  headers['content-type'] = headers['content-type'] || 'application/x-www-form-urlencoded';
  return String(data);
}
function perform(config) {
  return new Promise((resolve, reject) => {
    const method = (config.method || 'get').toUpperCase();
    const headers = { accept: 'application/json, text/plain, */*', 'user-agent': 'axios/1.7.9', ...lower(config.headers) };
    let address;
    try { address = addressOf(config); } catch { reject(new AxiosError('Invalid URL', 'ERR_INVALID_URL', config)); return; }
    const body = bodyOf(config, headers);
    if (body !== undefined) headers['content-length'] = String(Buffer.byteLength(body));
    if (config.auth) headers.authorization = 'Basic ' + Buffer.from(config.auth.username + ':' + config.auth.password).toString('base64');
    const redirects = config.maxRedirects === undefined ? 5 : config.maxRedirects;
    const request = (address.protocol === 'https:' ? https : http).request({ method, headers, hostname: address.hostname, port: address.port || (address.protocol === 'https:' ? 443 : 80), path: address.pathname + address.search, socketPath: config.socketPath }, answer => {
      if (redirects > 0 && [301, 302, 303, 307, 308].includes(answer.statusCode) && answer.headers.location) {
        answer.resume();
        const keeps = answer.statusCode === 307 || answer.statusCode === 308;
        perform({ ...config, baseURL: undefined, params: undefined, url: new URL(answer.headers.location, address).href, maxRedirects: redirects - 1, ...(keeps ? {} : { method: method === 'HEAD' ? 'head' : 'get', data: undefined }) }).then(resolve, reject);
        return;
      }
      const settle = data => {
        const response = { status: answer.statusCode, statusText: answer.statusMessage, headers: answer.headers, config, request, data };
        const isGood = config.validateStatus === null ? () => true : config.validateStatus || (status => status >= 200 && status < 300);
        if (isGood(response.status)) resolve(response);
        else reject(new AxiosError('Request failed with status code ' + response.status, response.status >= 500 ? 'ERR_BAD_RESPONSE' : 'ERR_BAD_REQUEST', config, request, response));
      };
      if (config.responseType === 'stream') { settle(answer); return; }
      const parts = [];
      answer.on('data', part => parts.push(part));
      answer.on('end', () => {
        const bytes = Buffer.concat(parts);
        if (config.responseType === 'arraybuffer') { settle(bytes); return; }
        const text = bytes.toString();
        if (config.responseType === 'text') { settle(text); return; }
        try { settle(text === '' ? '' : JSON.parse(text)); } catch { settle(text); }
      });
    });
    request.on('error', error => reject(Object.assign(new AxiosError(error.message, error.code, config, request), { cause: error, ...(error.syscall ? { errno: error.errno, syscall: error.syscall, address: error.address, port: error.port } : {}) })));
    if (config.timeout > 0) request.setTimeout(config.timeout, () => { reject(new AxiosError('timeout of ' + config.timeout + 'ms exceeded', 'ECONNABORTED', config, request)); request.destroy(); });
    if (config.signal) config.signal.addEventListener('abort', () => { reject(Object.assign(new AxiosError('canceled', 'ERR_CANCELED', config, request), { name: 'CanceledError' })); request.destroy(); });
    request.end(body);
  });
}
function makeInterceptors() {
  const list = [];
  return { list, use(done, failed) { list.push({ done, failed }); return list.length - 1; }, eject(id) { list[id] = undefined; }, clear() { list.length = 0; } };
}
function create(defaults = {}) {
  const request = (first, second) => {
    const given = typeof first === 'string' ? { ...second, url: first } : first || {};
    const config = { ...axios.defaults, ...given, headers: { ...(axios.defaults.headers || {}).common, ...(axios.defaults.headers || {})[(given.method || 'get').toLowerCase()], ...given.headers } };
    let chain = Promise.resolve(config);
    for (const item of axios.interceptors.request.list.filter(Boolean).reverse()) chain = chain.then(item.done, item.failed);
    chain = chain.then(perform);
    for (const item of axios.interceptors.response.list.filter(Boolean)) chain = chain.then(item.done, item.failed);
    return chain;
  };
  const axios = (first, second) => request(first, second);
  axios.request = request;
  axios.defaults = { headers: { common: {} }, ...defaults, ...(defaults.headers ? { headers: { common: defaults.headers } } : {}) };
  axios.interceptors = { request: makeInterceptors(), response: makeInterceptors() };
  for (const method of ['get', 'delete', 'head', 'options']) axios[method] = (url, config) => request({ ...config, method, url });
  for (const method of ['post', 'put', 'patch']) axios[method] = (url, data, config) => request({ ...config, method, url, data });
  axios.getUri = config => { const found = addressOf({ ...axios.defaults, ...config }); return found.href; };
  return axios;
}
module.exports = create();
Object.assign(module.exports, { create, AxiosError, isAxiosError: error => Boolean(error && error.isAxiosError), all: list => Promise.all(list), spread: work => list => work(...list), VERSION: '1.7.9' });
module.exports.default = module.exports;
module.exports.axios = module.exports;
`;
