// The built page on a server as a reader meets it (files gzipped, kept by their names for good), and labs as addresses of it.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';

/** @type {Record<string, string>} */
const types = {
  ...{ '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' },
  ...{ '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.zip': 'application/zip' },
  ...{
    '.svg': 'image/svg+xml',
    '.png': 'image/png',
    '.woff2': 'font/woff2',
    '.webmanifest': 'application/manifest+json',
  },
};

/** Serves a folder on this machine. @param {string} folder @returns {Promise<{ url: string, close(): void }>} */
export async function serve(folder) {
  /** @type {Map<string, Buffer>} */
  const packed = new Map();
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    const body = packed.get(file) ?? gzipSync(readFileSync(file));
    packed.set(file, body);
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-encoding': 'gzip',
      'cache-control': /^\/(assets|pyodide)\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
    response.end(body);
  });
  server.keepAliveTimeout = 600_000; // a connection that closes as it is used again would leave a reader waiting
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the server has no port');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

/** The address of a lab, as src/player/share.ts packs it. @param {string} lab */
export const addressOfLab = (lab) =>
  `#/lab/1.${deflateRawSync(JSON.stringify({ lab, seed: 1, log: [] })).toString('base64url')}`;
