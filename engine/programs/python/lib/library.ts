import { abc } from './abc.js';
import { bisect } from './bisect.js';
import { collections } from './collections.js';
import { collectionsCore } from './collections-core.js';
import { collectionsAbc } from './collections-abc.js';
import { calendar } from './calendar.js';
import { decimalContext } from './decimal-context.js';
import { decimal } from './decimal.js';
import { decimalText } from './decimal-text.js';
import { fractions, keyword, timeit } from './fractions.js';
import { contextlib } from './contextlib.js';
import { copy } from './copy.js';
import { functools } from './functools.js';
import { heapq } from './heapq.js';
import { itertools } from './itertools.js';
import { operator } from './operator.js';
import { string } from './string.js';
import { types } from './types.js';
import { enumeration } from './enum.js';
import { dataclasses } from './dataclasses.js';
import { io } from './io.js';
import { json, jsonDecoder, jsonEncoder } from './json.js';
import { typing } from './typing.js';
import { os } from './os.js';
import { posixpath } from './posixpath.js';
import { subprocess } from './subprocess.js';
import { datetime } from './datetime.js';
import { datetimeMoment } from './datetime-moment.js';
import { random } from './random.js';
import { statistics } from './statistics.js';
import { pprint, textwrap } from './texts.js';
import { csv } from './csv.js';
import { logging } from './logging.js';
import { errno, traceback } from './traceback.js';
import { fnmatch, glob } from './glob.js';
import { re } from './re.js';
import { socket } from './socket.js';
import { asyncioLoop } from './asyncio/loop.js';
import { asyncioTools } from './asyncio/tools.js';
import { asyncioWaiting } from './asyncio/waiting.js';
import { argparse } from './argparse.js';
import { configparser } from './configparser.js';
import { getopt, locale, shlex, warnings } from './small.js';
import { struct } from './struct.js';
import { unittest } from './unittest.js';
import { unittestMain, unittestRunner } from './unittest-runner.js';
import { contextvars } from './contextvars.js';
import { difflib } from './difflib.js';
import { inspect } from './inspect.js';
import { cookies, emailUtils, hmac, mimetypes } from './mail.js';
import { importlib, importlibMetadata, time } from './time.js';
import { venv, venvMain } from './venv.js';
import { gzip, zlib } from './zlib.js';
import { threading } from './threading.js';
import { threadingThread } from './threading-thread.js';
import { queue } from './queue.js';
import { futures } from './concurrent/futures.js';
import { httpServer } from './http-server.js';
import { socketserver } from './socketserver.js';
import { http, httpClient } from './http.js';
import { html, urlParse } from './urllib.js';
import { hashlib, binascii, base64, secrets, uuid, signal } from './binary.js';
import { pathlib, tempfile } from './pathlib.js';
import { shutil } from './shutil.js';
import { urlError, urlRequest, platform, getpass } from './url-request.js';

interface LibrarySource {
  readonly text: string;
  readonly isPackage: boolean;
}

const module = (text: string): LibrarySource => ({ text, isPackage: false });
const folder = (text: string): LibrarySource => ({ text, isPackage: true });

/** Modules of the standard library that are written in Python, by full name. They look as if they lay in /usr/local/lib/python3.12. */
const sources: ReadonlyMap<string, LibrarySource> = new Map([
  ['_collections', module(collectionsCore)],
  ['abc', module(abc)],
  ['bisect', module(bisect)],
  ['collections', folder(collections)],
  ['collections.abc', module(collectionsAbc)],
  ['calendar', module(calendar)],
  ['decimal', module(decimalContext + decimal + decimalText)],
  ['fractions', module(fractions)],
  ['keyword', module(keyword)],
  ['timeit', module(timeit)],
  ['contextlib', module(contextlib)],
  ['copy', module(copy)],
  ['functools', module(functools)],
  ['heapq', module(heapq)],
  ['itertools', module(itertools)],
  ['operator', module(operator)],
  ['string', module(string)],
  ['types', module(types)],
  ['enum', module(enumeration)],
  ['dataclasses', module(dataclasses)],
  ['io', module(io)],
  ['json', folder(json)],
  ['json.decoder', module(jsonDecoder)],
  ['json.encoder', module(jsonEncoder)],
  ['typing', module(typing)],
  ['os', module(os)],
  ['posixpath', module(posixpath)],
  ['subprocess', module(subprocess)],
  ['datetime', module(datetime + datetimeMoment)],
  ['pprint', module(pprint)],
  ['random', module(random)],
  ['statistics', module(statistics)],
  ['textwrap', module(textwrap)],
  ['csv', module(csv)],
  ['errno', module(errno)],
  ['logging', module(logging)],
  ['traceback', module(traceback)],
  ['socket', module(socket)],
  ['threading', module(threading + threadingThread)],
  ['asyncio', folder(asyncioLoop + asyncioTools + asyncioWaiting)],
  ['importlib', folder(importlib)],
  ['importlib.metadata', module(importlibMetadata)],
  ['time', module(time)],
  ['argparse', module(argparse)],
  ['venv', folder(venv)],
  ['venv.__main__', module(venvMain)],
  ['configparser', module(configparser)],
  ['getopt', module(getopt)],
  ['locale', module(locale)],
  ['shlex', module(shlex)],
  ['struct', module(struct)],
  ['warnings', module(warnings)],
  ['unittest', folder(unittest + unittestRunner)],
  ['unittest.__main__', module(unittestMain)],
  ['queue', module(queue)],
  ['contextvars', module(contextvars)],
  ['difflib', module(difflib)],
  ['email', folder('')],
  ['email.utils', module(emailUtils)],
  ['gzip', module(gzip)],
  ['hmac', module(hmac)],
  ['http.cookies', module(cookies)],
  ['inspect', module(inspect)],
  ['mimetypes', module(mimetypes)],
  ['zlib', module(zlib)],
  ['concurrent', folder('')],
  ['concurrent.futures', folder(futures)],
  ['socketserver', module(socketserver)],
  ['http.server', module(httpServer)],
  ['http', folder(http)],
  ['http.client', module(httpClient)],
  ['html', folder(html)],
  ['urllib', folder('"""Addresses and what they lead to."""\n')],
  ['urllib.parse', module(urlParse)],
  ['hashlib', module(hashlib)],
  ['binascii', module(binascii)],
  ['base64', module(base64)],
  ['secrets', module(secrets)],
  ['uuid', module(uuid)],
  ['signal', module(signal)],
  ['pathlib', module(pathlib)],
  ['shutil', module(shutil)],
  ['tempfile', module(tempfile)],
  ['urllib.error', module(urlError)],
  ['urllib.request', module(urlRequest)],
  ['platform', module(platform)],
  ['getpass', module(getpass)],
  ['fnmatch', module(fnmatch)],
  ['glob', module(glob)],
  ['re', module(re)],
]);

export function moduleSource(name: string): LibrarySource | undefined {
  return sources.get(name);
}

export function moduleNames(): readonly string[] {
  return [...sources.keys()];
}
