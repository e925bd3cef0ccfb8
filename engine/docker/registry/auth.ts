import { storedAuths, type ConfigFile } from '../config-file.js';
import { decodeBase64, encodeBase64 } from './base64.js';
import { recordAt, textAt } from '../json-view.js';

/** The key under which logins for Docker Hub are stored. */
export const HUB_KEY = 'https://index.docker.io/v1/';

export interface Login {
  readonly username: string;
  readonly password: string;
  readonly identityToken: string;
  readonly serverAddress: string;
}

/** The key in `auths` of a registry's host name. */
export function authKey(registry: string): string {
  return registry === 'docker.io' || registry === 'index.docker.io' ? HUB_KEY : registry;
}

/** The stored login for a registry, if any. */
export function findLogin(config: ConfigFile, registry: string): Login | undefined {
  const key = authKey(registry);
  const entry = recordAt(storedAuths(config), key);
  const [username = '', ...password] = decodeBase64(textAt(entry, 'auth')).split(':');
  const identityToken = textAt(entry, 'identitytoken');
  if (username === '' && identityToken === '') return undefined;
  return { username, password: password.join(':').replace(/\0+$/, ''), identityToken, serverAddress: key };
}

/** The header that hands the stored login to the daemon; empty credentials when there is none. */
export function authHeader(config: ConfigFile, registry: string): Readonly<Record<string, string>> {
  const login = findLogin(config, registry);
  const json = login
    ? {
        username: login.username,
        password: login.password,
        ...(login.identityToken === '' ? {} : { identitytoken: login.identityToken }),
        serveraddress: login.serverAddress,
      }
    : {};
  return { 'X-Registry-Auth': encodeBase64(JSON.stringify(json)).replace(/\+/g, '-').replace(/\//g, '_') };
}
