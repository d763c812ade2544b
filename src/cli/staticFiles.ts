// Files as answers to requests: only from inside one folder, with their type, and with what browsers need to know to be careful with them.
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { contentPolicy } from './contentPolicy.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.zip': 'application/zip',
  '.txt': 'text/plain; charset=utf-8',
};

/** Files beside a teacher's lessons that the page may need. No HTML and no scripts: a lesson is words. */
export const besideLessons: ReadonlySet<string> = new Set(['.svg', '.png', '.jpg', '.jpeg', '.gif', '.webp', '.txt']);

/**
 * With every answer. `url`: what was asked for.
 *
 * Other pages may show the page in a frame at an address with `?embed` alone. What could be gained there by laying something over it (clickjacking)
 * is nothing: such a page keeps nothing that is clicked or typed in it, whatever its fragment names (`isEmbedded` in `ui/storage.ts`), has no secret and no
 * account, and can ask this server for no more than files. At every other address readers have their progress, so no page may frame those.
 */
export const securityHeaders = (url: string): Record<string, string> => ({
  'Content-Security-Policy': contentPolicy(isEmbed(url) ? [] : ["frame-ancestors 'none'"]),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
});

/** The page itself with `embed` in its query, as the page reads it. */
function isEmbed(url: string): boolean {
  const [, path, query = ''] = /^([^?#]*)(?:\?([^#]*))?/s.exec(url)!;
  return (path === '/' || path === '/index.html') && new URLSearchParams(query).has('embed');
}

export interface StaticFile {
  body: Buffer;
  headers: Record<string, string>;
}

/** The file below `folder` that a path of a URL means (`/` is index.html); undefined for whatever is not there, or not inside. */
export function fileFor(folder: string, path: string, allowed?: ReadonlySet<string>): StaticFile | undefined {
  const name = nameIn(path);
  if (name === undefined) return undefined;
  const full = inside(folder, name);
  const type = types[extname(name).toLowerCase()];
  if (full === undefined || type === undefined || (allowed && !allowed.has(extname(name).toLowerCase())))
    return undefined;
  const body = readFileSync(full);
  return { body, headers: { 'Content-Type': type, ...cacheHeaders(name, body) } };
}

/** Names with a hash in them never change, nor does a version of the interpreter; all others are asked for again each time. */
function cacheHeaders(name: string, body: Buffer): Record<string, string> {
  const ETag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const fixed = /^(assets\/.+-[\w-]{8}\.\w+|pyodide\/[\d.]+-[\da-f]{8}\/[\w.]+)$/.test(name);
  return { ETag, 'Cache-Control': fixed ? 'public, max-age=31536000, immutable' : 'no-cache' };
}

/** The name of a file from the path of a URL; undefined when it is no plain name. */
function nameIn(path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined; // not UTF-8
  }
  const name = decoded === '/' ? 'index.html' : decoded.replace(/^\//, '');
  const parts = name.split('/');
  const odd = /[\\\p{Cc}]/u.test(name) || parts.some((part) => part === '' || part === '..' || part.startsWith('.'));
  return odd ? undefined : name;
}

/** The real path of a file that really lies in the folder: links that lead out do not count. */
function inside(folder: string, name: string): string | undefined {
  const full = join(folder, name);
  const about = statSync(full, { throwIfNoEntry: false });
  if (!about?.isFile()) return undefined;
  const real = realpathSync(full);
  return real.startsWith(realpathSync(folder) + sep) ? real : undefined;
}
