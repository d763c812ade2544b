// The classroom's own web server: the built page and a teacher's lessons, on this machine only.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { URL_BASE } from './lessonFiles.ts';
import { besideLessons, fileFor, securityHeaders } from './staticFiles.ts';
import type { TeacherLessons } from './teacherLessons.ts';

export interface Serving {
  url: string;
  port: number;
  close: () => Promise<void>;
}

const HOST = '127.0.0.1';

/** Serves `page` (a built page) and perhaps a teacher's lessons. Rejects with the system's error when the port is taken. */
export async function startServer(page: string, port: number, lessons?: TeacherLessons): Promise<Serving> {
  const open = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(securityHeaders(request.url ?? '/'))) response.setHeader(name, value);
    if (!isOurs(request, (server.address() as AddressInfo).port)) return refuse(response, 421, 'Ask for 127.0.0.1.');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return refuse(response, 405, 'Only GET and HEAD.');
    }
    answer(request, response, page, lessons, open);
  });
  await listen(server, port);
  const actual = (server.address() as AddressInfo).port;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const response of open) response.end();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://${HOST}:${actual}/`, port: actual, close };
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });

/** Names that mean this machine. Another name with our address (DNS rebinding) is somebody else's page asking. */
function isOurs(request: IncomingMessage, port: number): boolean {
  const { host, origin } = request.headers;
  const names = [HOST, 'localhost', '[::1]'].map((name) => `${name}:${port}`);
  return (
    host !== undefined &&
    names.includes(host) &&
    (origin === undefined || names.some((name) => origin === `http://${name}`))
  );
}

function refuse(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`${words}\n`);
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  page: string,
  lessons: TeacherLessons | undefined,
  open: Set<ServerResponse>,
): void {
  const path = (request.url ?? '/').replace(/[?#].*$/s, '');
  if (lessons && answerLessons(request, path, response, lessons, open)) return;
  const file = fileFor(page, path);
  if (!file) return refuse(response, 404, 'There is nothing here.');
  const isPage = path === '/' || path === '/index.html';
  if (lessons && isPage)
    return send(request, response, withLessons(file.body.toString('utf8')), {
      ...file.headers,
      'Cache-Control': 'no-store',
    });
  if (request.headers['if-none-match'] === file.headers['ETag']) {
    response.writeHead(304, file.headers);
    response.end();
    return;
  }
  send(request, response, file.body, file.headers);
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer | string,
  headers: Record<string, string>,
): void {
  const { ETag: _, ...rest } = headers;
  response.writeHead(200, {
    ...(typeof body === 'string' ? rest : headers),
    'Content-Length': String(Buffer.byteLength(body)),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** The page learns here that there are a teacher's lessons, so that it need not ask where there are none. */
const withLessons = (html: string): string =>
  html.replace('</title>', '</title>\n    <meta name="classroom-lessons" content="lessons.json" />');

/** Offline copies would hide what is being written: where a teacher works there is none, and one from before goes away. */
const noOffline = `self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const key of await caches.keys()) if (key.startsWith('classroom-')) await caches.delete(key);
  await self.registration.unregister();
  for (const client of await self.clients.matchAll({ type: 'window' })) await client.navigate(client.url);
})()));
`;

/** `/lessons.json`, `/lessons.events`, `/lesson/ID/LANG.json`, and files beside lessons. False: something else was asked for. */
function answerLessons(
  request: IncomingMessage,
  path: string,
  response: ServerResponse,
  lessons: TeacherLessons,
  open: Set<ServerResponse>,
): boolean {
  const json = (value: unknown): void =>
    send(request, response, JSON.stringify(value), {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
    });
  if (path === '/lessons.json') {
    json({ entries: lessons.entries(), events: 'lessons.events' });
    return true;
  }
  if (path === '/sw.js') {
    send(request, response, noOffline, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'no-store',
    });
    return true;
  }
  if (path === '/lessons.events') {
    follow(response, lessons, open);
    return true;
  }
  const [, id, language] = /^\/lesson\/([a-z0-9-]+)\/([A-Za-z-]+)\.json$/.exec(path) ?? [];
  if (id !== undefined && language !== undefined) {
    const lesson = lessons.lesson(id, language);
    if (lesson) json(lesson);
    else refuse(response, 404, 'There is no such lesson.');
    return true;
  }
  const file = path.startsWith(`/${URL_BASE}/`)
    ? fileFor(lessons.folder, path.slice(URL_BASE.length + 1), besideLessons)
    : undefined;
  if (file) send(request, response, file.body, { ...file.headers, 'Cache-Control': 'no-store' });
  return file !== undefined;
}

/** Server-sent events: one `change` after every save. */
function follow(response: ServerResponse, lessons: TeacherLessons, open: Set<ServerResponse>): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write('retry: 1000\n\n');
  const stop = lessons.onChange(() => response.write('event: change\ndata: {}\n\n'));
  open.add(response);
  response.on('close', () => {
    stop();
    open.delete(response);
  });
}
