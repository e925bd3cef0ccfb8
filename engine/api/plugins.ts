import { DaemonError, failed, notSimulated } from '../daemon/errors.js';
import { booleanFilter, checkFilters } from '../daemon/images/filters.js';
import { json } from './answer.js';
import { pluginSettingsBody } from './bodies.js';
import type { ApiResponse } from './message.js';
import { filtersOf } from './request-values.js';
import { del, get, post, type Call, type Route } from './route.js';

/** Plugins, of which this host has none. */
export const pluginRoutes: readonly Route[] = [
  get('/plugins', ({ query }) => {
    const filters = filtersOf(query);
    checkFilters(filters, ['enabled', 'capability']);
    booleanFilter(filters, 'enabled');
    return json([]);
  }),
  get('/plugins/privileges', refuse),
  get('/plugins/*name/json', missing),
  del('/plugins/*name', missing),
  post('/plugins/*name/enable', enable),
  post('/plugins/*name/disable', missing),
  post('/plugins/*name/push', missing),
  post('/plugins/*name/set', missing, pluginSettingsBody),
  post('/plugins/*name/upgrade', refuse),
  post('/plugins/pull', refuse),
  post('/plugins/create', refuse),
];

function missing({ params }: Call): ApiResponse {
  throw new DaemonError('not-found', `plugin ${JSON.stringify(params['name'] ?? '')} not found`);
}

function enable(call: Call): ApiResponse {
  const timeout = call.query.text('timeout') ?? '';
  if (!/^[+-]?\d+$/.test(timeout)) throw failed(`strconv.Atoi: parsing ${JSON.stringify(timeout)}: invalid syntax`);
  return missing(call);
}

function refuse(): ApiResponse {
  throw notSimulated('installing plugins');
}
