// curl and web-server: requests and answers as a student sees them, one connection for several, and everything that can go wrong with them.
import { expect, test, describe } from 'vitest';
import { removeFile } from '../../../src/devices/host/files.ts';
import { threeHosts } from '../../support/lab.ts';
import { terminals, type Terminals } from '../../support/terminal.ts';

const PAGE = '<h1>Hello</h1>\n';

function withServer(options = '', more = ''): Terminals {
  const t = terminals(threeHosts(more));
  t.put('B', { 'index.html': PAGE, 'a.txt': 'abc', 'b.txt': '0123456789\n', 'ä b': 'x' });
  t.begin('B', `web-server ${options}`);
  return t;
}

const url = 'http://192.168.12.2';
const connections = (t: Terminals): number => t.rows().filter((row) => row.reason === 'tcp-accepted').length;
const serverLines = (t: Terminals): string[] => t.text(t.host('B').processes[0]!).split('\n').slice(1);

describe('well', () => {
  test('a page, and what is said on the way', () => {
    const t = withServer();
    expect(t.status('A', `curl -v ${url}/`)).toEqual({
      exit: 0,
      text: [
        '! *   Trying 192.168.12.2:80...',
        '! * Connected to 192.168.12.2 (192.168.12.2) port 80 (#0)',
        '! > GET / HTTP/1.1',
        '! > Host: 192.168.12.2',
        '! > User-Agent: curl/7.88.1',
        '! > Accept: */*',
        '! > ',
        '! < HTTP/1.1 200 OK',
        '! < Content-Type: text/html; charset=utf-8',
        '! < Content-Length: 15',
        '! < ',
        '<h1>Hello</h1>',
        '! * Connection #0 to host 192.168.12.2 left intact',
      ].join('\n'),
    });
    expect(serverLines(t)).toEqual(['192.168.12.1 "GET / HTTP/1.1" 200 15']);
  });

  test('two URLs, one connection', () => {
    const t = withServer();
    const text = t.type('A', `curl -v ${url}/a.txt ${url}/b.txt`);
    expect(text).toContain('! * Re-using existing connection #0 with host 192.168.12.2\n! > GET /b.txt HTTP/1.1');
    expect(text).toMatch(/abc.*0123456789/s);
    expect(connections(t)).toBe(1);
    t.type('A', `curl -v -H 'Connection: close' ${url}/a.txt ${url}/b.txt`);
    expect(connections(t)).toBe(3);
  });

  test('the head alone; the head too; an own field; an own method', () => {
    const t = withServer();
    expect(t.type('A', `curl -I ${url}/a.txt`)).toBe(
      'HTTP/1.1 200 OK\nContent-Type: text/plain; charset=utf-8\nContent-Length: 3\n',
    );
    expect(t.type('A', `curl -i ${url}/a.txt`)).toMatch(/^HTTP\/1\.1 200 OK\nContent-.*\nContent-Length: 3\n\nabc$/);
    expect(t.type('A', `curl -v -A me -H 'X-One: 1' -H Accept: ${url}`)).toContain(
      '! > Host: 192.168.12.2\n! > User-Agent: me\n! > X-One: 1\n! > \n',
    );
    expect(t.type('A', `curl -i -X DELETE ${url}/a.txt`)).toBe(
      'HTTP/1.1 405 Method Not Allowed\nContent-Type: text/plain; charset=utf-8\nContent-Length: 23\nAllow: GET, HEAD\n\n405 Method Not Allowed',
    );
    expect(t.type('A', `curl -v -d a=1 -d b=2 ${url} ${url}`)).toMatch(
      /> POST \/ HTTP\/1\.1\n(! > .*\n)*! > Content-Length: 7\n! > Content-Type: application\/x-www-form-urlencoded\n/,
    );
    expect(t.type('A', `curl -s -w '%{http_code} %{size_download}\\n' -o /dev/null ${url}/b.txt`)).toBe('200 11');
  });

  test('into a file, with a meter; names with strange letters', () => {
    const t = withServer();
    expect(t.type('A', `curl -o got.txt ${url}/b.txt`)).toMatch(
      /^! {3}% Total.*\n! +Dload.*\n! 100 {4}11 {2}100 {4}11 {4}0 {5}0 +\d+ +0 --:--:-- --:--:-- --:--:-- +\d+$/,
    );
    expect(t.file('A', 'got.txt')).toBe('0123456789\n');
    t.type('A', `curl -sO ${url}/a.txt`);
    expect(t.file('A', 'a.txt')).toBe('abc');
    expect(t.type('A', `curl ${url}/%C3%A4%20b?x=1#there`)).toBe('x');
  });

  test('without an index: a list', () => {
    const t = withServer();
    removeFile(t.host('B'), 'index.html');
    expect(t.type('A', `curl ${url}`)).toContain('<li><a href="a.txt">a.txt</a></li>');
  });

  test('in pieces: the head too comes in many segments', () => {
    const t = withServer('-s 7 -i 0.05');
    expect(t.type('A', `curl -i ${url}/a.txt ${url}/b.txt`)).toMatch(/Content-Length: 3\n\nabcHTTP[^]*0123456789$/);
    expect(connections(t)).toBe(1);
    expect(t.world.state.now).toBeGreaterThan(0.05e9 * 20);
  });

  test('a request typed by hand, LF alone, half closed behind it', () => {
    const t = withServer();
    const text = t.type('A', `echo 'GET /a.txt HTTP/1.0\n\n' | nc -N 192.168.12.2 80`);
    expect(text).toContain('Connection: close\n\nabc');
    t.begin('A', 'nc 192.168.12.2 80');
    for (const line of ['GET /a.txt HTTP/1.1', 'Host: B', '']) t.do({ do: 'type', on: 'A', line });
    t.pass(1);
    for (const line of ['HEAD / HTTP/1.1', 'Host: B', '', 'GET /b.txt HTTP/1.1', 'Host: B', '']) {
      t.do({ do: 'type', on: 'A', line });
    }
    t.pass(1);
    expect(serverLines(t).slice(1)).toEqual([
      '192.168.12.1 "GET /a.txt HTTP/1.1" 200 3',
      '192.168.12.1 "HEAD / HTTP/1.1" 200 0',
      '192.168.12.1 "GET /b.txt HTTP/1.1" 200 11',
    ]);
  });

  test('a megabyte, through a pipe', () => {
    const t = withServer();
    t.put('B', { big: Array.from({ length: 150_000 }, (_, i) => `${i + 1}\n`).join('') });
    expect(t.type('A', `curl -s ${url}/big | sha256sum`).trim()).toBe(t.type('A', 'seq 150000 | sha256sum').trim());
  });

  test('a kept connection that the server has ended meanwhile is not used again', () => {
    const t = withServer('-1');
    const text = t.type('A', `curl -v ${url}/a.txt ${url}/b.txt`);
    expect(text).toContain('! * Closing connection 0');
    expect(text).toContain('port 80 (#1)');
    expect(connections(t)).toBe(2);
  });
});

describe('ill', () => {
  test.each([
    ['-c 5', `${url}/b.txt`, '01234! curl: (18) transfer closed with 6 bytes remaining to read', 18],
    ['-c 5 -r', `${url}/b.txt`, '01234! curl: (56) Recv failure: Connection reset by peer', 56],
    ['-e', url, '! curl: (52) Empty reply from server', 52],
    ['-e -r', url, '! curl: (56) Recv failure: Connection reset by peer', 56],
    ['-w 5', `-m 1 ${url}`, '! curl: (28) Operation timed out after 1000 milliseconds with 0 bytes received', 28],
    [
      '-s 84 -i 10',
      `-m 2.5 ${url}`,
      '<h1>H! curl: (28) Operation timed out after 2500 milliseconds with 5 out of 15 bytes received',
      28,
    ],
    [
      '-p 81',
      url,
      /^! curl: \(7\) Failed to connect to 192\.168\.12\.2 port 80 after \d+ ms: Couldn't connect to server$/,
      7,
    ],
    ['', 'http://192.168.12.9', /^! curl: \(7\) Failed to connect to 192\.168\.12\.9 port 80 after 3000 ms: C/, 7],
    ['', 'http://10.0.0.1/', /^! curl: \(7\) Failed to connect to 10\.0\.0\.1 port 80 after 0 ms: C/, 7],
    ['', 'http://nobody/', '! curl: (6) Could not resolve host: nobody', 6],
    ['', 'https://192.168.12.2', '! curl: (1) Protocol "https" not supported or disabled in libcurl', 1],
    ['', 'http://192.168.12.2:99999', '! curl: (3) URL using bad/illegal format or missing URL', 3],
    ['', `-f ${url}/none`, '! curl: (22) The requested URL returned error: 404', 22],
    ['', `${url}/none`, '404 Not Found', 0],
    ['', `${url}/%zz`, '400 Bad Request', 0],
    ['', `-H Host: ${url}`, '400 Bad Request', 0],
    ['', `-H 'Content-Length: x' ${url}`, '400 Bad Request', 0],
    ['', `-s http://nobody/`, '', 6],
    ['', `-sS http://nobody/`, '! curl: (6) Could not resolve host: nobody', 6],
    [
      '',
      '-m',
      "! curl: option -m: requires parameter\n! curl: try 'curl --help' or 'curl --manual' for more information",
      2,
    ],
    ['', '--max-time x', /^! curl: option --max-time: expected a proper numerical parameter\n/, 2],
    ['', '--foo', /^! curl: option --foo: is unknown\n/, 2],
    ['', '', /^! curl: no URL specified!\n/, 2],
  ])('web-server %s, curl %s', (options, line, text, exit) => {
    const ended = withServer(options).status('A', `curl ${line}`);
    if (typeof text === 'string') expect(ended.text).toBe(text);
    else expect(ended.text).toMatch(text);
    expect(ended.exit).toBe(exit);
  });

  test('the server has gone: TCP gives up, and so does curl', () => {
    const t = withServer('-w 10');
    const process = t.begin('A', `curl ${url}`);
    t.pass(1);
    t.do({ do: 'unplug', at: 'B.eth0' });
    t.settle();
    expect(process.exit).toBeUndefined(); // nothing was on its way: curl would wait for ever
    const other = t.begin('A', `curl ${url}`);
    t.settle();
    expect(other.exit).toBe(7);
  });

  test('what is no HTTP', () => {
    const t = terminals(threeHosts());
    t.begin('B', 'echo nonsense | nc -Nl 80');
    expect(t.status('A', `curl ${url}`)).toEqual({ text: '! curl: (1) Received HTTP/0.9 when not allowed', exit: 1 });
  });

  test('a head without an end', () => {
    const t = withServer();
    expect(t.type('A', 'seq 3000 | nc -N 192.168.12.2 80')).toContain('HTTP/1.1 431 Request Header Fields Too Large');
  });

  test.each([
    ['GET /', 400],
    ['GET / HTTP/2.0', 505],
    ['GET / HTTP/1.1', 400],
    ['GET / HTTP/1.1\nHost: a\nHost: b', 400],
    ['GET / HTTP/1.1\nHost : a', 400],
    ['GET a.txt HTTP/1.1\nHost: a', 400],
    ['POST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked', 501],
    ['GET http://x/a.txt HTTP/1.1\nHost: a\nConnection: close', 200],
  ])('%s', (request, status) => {
    const t = withServer();
    expect(t.type('A', `echo '${request}\n' | nc -N 192.168.12.2 80`)).toContain(`HTTP/1.1 ${status} `);
  });

  test('wrong words', () => {
    const t = terminals(threeHosts());
    expect(t.status('A', 'web-server -p x').text).toMatch(/^! web-server: invalid argument of -p: 'x'\n! Usage/);
    t.begin('A', 'web-server');
    expect(t.status('A', 'web-server').text).toBe('! web-server: bind: Address already in use');
  });
});
