// The interpreter as the tests and the command have it: compiled library, no packages, stacks that can be suspended.
import type { PyodideInterface } from 'pyodide';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadInterpreter } from '../../src/python/load.ts';
import { canSuspend } from '../../src/python/suspending.ts';

describe('the interpreter in Node', () => {
  let python: PyodideInterface;
  beforeAll(async () => {
    python = await loadInterpreter();
  });

  test('is the version that is pinned', () => {
    // What hangs on it: the interrupt buffer that is no array, the clock that is patched, garbage that is collected between slices only.
    expect(python.version).toBe('314.0.7');
  });

  test('imports compiled code, of modules that are known by their source too', () => {
    const about = python.runPython(`
import json, colorsys, linecache
[json.__spec__.cached, linecache.getline(json.loads.__code__.co_filename, 1, json.__dict__)[:3],
 colorsys.__spec__.cached, linecache.getline(colorsys.rgb_to_hls.__code__.co_filename, 1, colorsys.__dict__)]
    `);
    expect(about.toJs()).toEqual([
      '/lib/python314.zip/json/__init__.pyc',
      'r""',
      '/lib/python314.zip/colorsys.pyc',
      '',
    ]);
  });

  test('shows the lines of the library in a traceback', () => {
    const text = python.runPython(`
import json, traceback
try:
    json.loads('{')
except ValueError:
    text = traceback.format_exc()
text
    `);
    expect(text).toContain('    return _default_decoder.decode(s)\n');
    expect(text).toContain('json.decoder.JSONDecodeError: Expecting property name');
  });

  test('has the whole library', () => {
    expect(
      python.runPython(`
import asyncio, bz2, ctypes, email.mime.text, gzip, hashlib, http.server, logging.handlers, lzma, socketserver, sqlite3, ssl, unittest.mock
import concurrent.futures, multiprocessing, wsgiref.simple_server, xml.etree.ElementTree, xmlrpc.client, zoneinfo
'中'.encode('gbk').hex() + hashlib.sha3_256(b'').hexdigest()[:4]
    `),
    ).toBe('d6d0a7ff');
  });

  test('goes through sets in the same order each time', () => {
    expect(python.runPython(`import sys; sys.flags.hash_randomization`)).toBe(0);
  });

  test('suspends a stack until a promise is there', async () => {
    expect(canSuspend()).toBe(true);
    python.globals.set('promise', new Promise((resolve) => setTimeout(resolve, 0, 42)));
    expect(
      await python.runPythonAsync(`
from pyodide.ffi import run_sync
class Deep:
    def __init__(self):
        self.answer = run_sync(promise)
sorted([1], key=lambda _: Deep().answer) and Deep().answer
    `),
    ).toBe(42);
  });
});
