// The classroom's web server: what it gives, to whom, and how it follows a teacher's folder.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, renameSync } from 'node:fs';
import { get, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type Serving } from '../../src/cli/server.ts';
import { watchLessons, type TeacherLessons } from '../../src/cli/teacherLessons.ts';
import { fencesOf } from '../support/readme.ts';

const folder = mkdtempSync(join(tmpdir(), 'classroom-'));
const page = join(folder, 'dist');
const own = join(folder, 'own');
const knock = fencesOf('markdown').find((text) => text.includes('id: knock'))!;
const interpreter = [
  ['pyodide.asm.mjs', 'export {};', 'text/javascript; charset=utf-8'],
  ['pyodide.asm.wasm', '\0asm', 'application/wasm'],
  ['python_stdlib.zip', 'PK', 'application/zip'],
] as const;
const told: string[] = [];
let plain: Serving;
let teacher: Serving;
let lessons: TeacherLessons;

beforeAll(async () => {
  mkdirSync(join(page, 'assets'), { recursive: true });
  mkdirSync(join(own, '1-knock'), { recursive: true });
  writeFileSync(
    join(page, 'index.html'),
    '<!doctype html><title>Packet Classroom</title><script src="./assets/main-abcdefgh.js"></script>',
  );
  writeFileSync(join(page, 'assets', 'main-abcdefgh.js'), 'export {};');
  mkdirSync(join(page, 'pyodide', '314.0.7-0a1b2c3d'), { recursive: true });
  for (const [name, text] of interpreter) writeFileSync(join(page, 'pyodide', '314.0.7-0a1b2c3d', name), text);
  writeFileSync(join(page, 'sw.js'), 'self;');
  writeFileSync(join(page, 'odd.exe'), 'x');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(page, 'link.txt'));
  writeFileSync(join(own, '1-knock', 'lesson.md'), knock);
  writeFileSync(join(own, '1-knock', 'picture.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  lessons = watchLessons(own, { out: () => undefined, err: (line) => told.push(line), cwd: folder });
  plain = await startServer(page, 0);
  teacher = await startServer(page, 0, lessons);
});
afterAll(async () => {
  await plain.close();
  await teacher.close();
  lessons.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}

function ask(from: Serving, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: from.port, path, method, headers: { host: `127.0.0.1:${from.port}`, ...headers } },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (part: string) => (body += part));
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
      },
    );
    sent.on('error', reject).end();
  });
}

describe('the page', () => {
  test('is there, with its type, and may run only its own scripts', async () => {
    const { status, headers, body } = await ask(plain, '/');
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ]);
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).not.toContain("script-src 'self' 'unsafe-inline'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(body).not.toContain('classroom-lessons');
  });
  test('may be shown in a frame of another page at an address with ?embed alone', async () => {
    const policy = async (path: string): Promise<string> =>
      String((await ask(plain, path)).headers['content-security-policy']);
    for (const path of ['/?embed', '/index.html?lang=en&embed='])
      expect(await policy(path)).not.toContain('frame-ancestors');
    for (const path of [
      '/',
      '/?embedded',
      '/?x=embed',
      '/?a#?embed',
      '/assets/main-abcdefgh.js?embed',
      '/nothing?embed',
    ])
      expect(await policy(path)).toContain("frame-ancestors 'none'");
    expect(await policy('/?embed')).toContain("default-src 'none'");
  });
  test('is not sent again when the reader has it', async () => {
    const { headers } = await ask(plain, '/');
    expect(await ask(plain, '/', { 'if-none-match': headers['etag']! })).toMatchObject({ status: 304, body: '' });
  });
  test('keeps files with a hash in their name', async () => {
    const { headers } = await ask(plain, '/assets/main-abcdefgh.js');
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });
  test.each(interpreter)('keeps a version of the interpreter: %s', async (name, text, type) => {
    const { headers, body } = await ask(plain, `/pyodide/314.0.7-0a1b2c3d/${name}`);
    expect(headers).toMatchObject({ 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' });
    expect(body).toBe(text);
  });
  test('lets WebAssembly be compiled, and nothing be evaluated', async () => {
    const { headers } = await ask(plain, '/');
    expect(String(headers['content-security-policy']).split('; ')).toContain("script-src 'self' 'wasm-unsafe-eval'");
  });
  test('HEAD has no body', async () => {
    expect(await ask(plain, '/', {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
  });
});

describe('what it does not give', () => {
  test.each([
    '/nothing',
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '//etc/passwd',
    '/link.txt',
    '/odd.exe',
    '/assets',
    '/assets/',
    '/.vite/manifest.json',
    '/%00',
    '/%ff',
    '/%',
    '/lessons.json',
  ])('%s', async (path) => {
    expect(await ask(plain, path)).toMatchObject({ status: 404 });
  });
  test('to another name with our address, or to another page', async () => {
    for (const host of ['evil.example', `evil.example:${plain.port}`, '127.0.0.1'])
      expect((await ask(plain, '/', { host })).status).not.toBe(200);
    expect((await ask(plain, '/', { origin: 'http://evil.example' })).status).toBe(421);
    expect(
      (await ask(plain, '/', { host: `localhost:${plain.port}`, origin: `http://localhost:${plain.port}` })).status,
    ).toBe(200);
  });
  test('for other methods', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect(await ask(plain, '/', {}, method)).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });
  test('for what is no HTTP', async () => {
    const closed = await new Promise<string>((resolve) => {
      const socket = connect(plain.port, '127.0.0.1', () => socket.write('\x00\x01garbage\r\n\r\n'));
      let text = '';
      socket.on('data', (part) => (text += part.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(closed).toContain('400');
    expect((await ask(plain, '/')).status).toBe(200);
  });
});

describe("a teacher's lessons", () => {
  const entriesNow = async (): Promise<{ id: string; mistakes?: string[] }[]> =>
    (JSON.parse((await ask(teacher, '/lessons.json')).body) as { entries: { id: string; mistakes?: string[] }[] })
      .entries;

  test('are announced on the page', async () => {
    expect((await ask(teacher, '/')).body).toContain('<meta name="classroom-lessons" content="lessons.json" />');
    expect((await ask(teacher, '/sw.js')).body).toContain('unregister');
    expect((await ask(plain, '/sw.js')).body).toBe('self;');
  });
  test('are listed, and given in a language', async () => {
    expect(await entriesNow()).toMatchObject([
      { id: 'knock', teacher: true, titles: { en: 'Who is there?' }, folder: '1-knock' },
    ]);
    const { status, body } = await ask(teacher, '/lesson/knock/zh-CN.json');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ id: 'knock', language: 'en' });
    expect((await ask(teacher, '/lesson/other/en.json')).status).toBe(404);
    expect((await ask(teacher, '/lesson/constructor/en.json')).status).toBe(404);
  });
  test('have their pictures, and nothing else of the folder', async () => {
    expect((await ask(teacher, '/lessons/1-knock/picture.svg')).headers['content-type']).toBe('image/svg+xml');
    expect((await ask(teacher, '/lessons/1-knock/lesson.md')).status).toBe(404);
    expect((await ask(teacher, '/lessons/../secret.txt')).status).toBe(404);
  });
  test('are read again after a save; the page hears of it, and mistakes are told at their line', async () => {
    const next = events(teacher);
    await next('retry');
    told.length = 0;
    writeFileSync(join(own, '1-knock', 'lesson.md'), knock.replace('count: arp', 'count: arpp'));
    await next('event: change');
    const [entry] = await entriesNow();
    expect(entry!.mistakes).toEqual([expect.stringMatching(/^own\/1-knock\/lesson\.md:26:19 filter: /)]);
    expect(told).toEqual(entry!.mistakes);
    expect((await ask(teacher, '/lesson/knock/en.json')).status).toBe(404);
    writeFileSync(join(own, '1-knock', 'lesson.md'), knock);
    await next('event: change');
    expect((await entriesNow())[0]!.mistakes).toBeUndefined();
    // As many editors save: the new text beside it, then put in its place. Twice, since the file on disk is another one afterwards.
    for (const wrong of ['arpq', 'arpw']) {
      writeFileSync(join(own, '1-knock', 'lesson.md~'), knock.replace('count: arp', `count: ${wrong}`));
      renameSync(join(own, '1-knock', 'lesson.md~'), join(own, '1-knock', 'lesson.md'));
      await next('event: change');
      expect((await entriesNow())[0]!.mistakes![0]).toContain(wrong);
    }
    // And a lesson in a folder that is new.
    mkdirSync(join(own, '2-new'));
    await next('event: change');
    writeFileSync(join(own, '2-new', 'lesson.md'), knock.replace('id: knock', 'id: new'));
    await next('event: change');
    expect((await entriesNow()).map((one) => one.id)).toContain('new');
  });
});

/** Waits for the next piece of an event stream that contains some words. */
function events(from: Serving): (words: string) => Promise<void> {
  let text = '';
  let look = (): void => undefined;
  get(
    { host: '127.0.0.1', port: from.port, path: '/lessons.events', headers: { host: `127.0.0.1:${from.port}` } },
    (response) => {
      response.on('data', (part: Buffer) => {
        text += part.toString();
        look();
      });
      response.on('error', () => undefined); // the server ends it when the test is over
    },
  ).on('error', () => undefined);
  return (words) =>
    new Promise((resolve) => {
      look = () => {
        const at = text.indexOf(words);
        if (at < 0) return;
        text = text.slice(at + words.length);
        resolve();
      };
      look();
    });
}
