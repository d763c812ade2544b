// Programs on hosts through the whole way: interpreter, shim, pump, kernel, wire. What would break with another interpreter is asked here on purpose.
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/sim/digest.ts';
import { ran, Stage } from '../support/pythonStage.ts';

const server = `import socket
s = socket.socket()
s.bind(('0.0.0.0', 9000))
s.listen(5)
conn, addr = s.accept()
print(addr[0], conn.recv(1024))
conn.send(b'hello')
conn.close()
`;
const client = `import socket
s = socket.socket()
s.connect(('192.168.12.2', 9000))
s.send(b'bye')
print(s.recv(1024))
`;

describe('sockets', () => {
  test('a client and a server talk, and the world knows where they wait', async () => {
    const stage = new Stage({ A: { 'client.py': client }, B: { 'server.py': server } });
    const process = await stage.run('B', 'python3 server.py');
    await stage.until(1e9);
    const [thread] = (process.data as { threads: { as: string; line: number; frames: string[]; variables: unknown }[] })
      .threads;
    expect(thread).toMatchObject({ does: 'waiting', as: 'accept', line: 5, variables: [['s', '<socket fd=3 TCP>']] });
    expect(thread!.frames).toEqual(['/home/student/server.py:5:<module>']);
    await stage.run('A', 'python3 client.py');
    await stage.until();
    expect(stage.output('B')).toBe("192.168.12.1 b'bye'");
    expect(stage.output('A')).toBe("b'hello'");
    expect([...stage.exits('A'), ...stage.exits('B')]).toEqual([0, 0]);
  });

  test('what nobody has any more is closed', async () => {
    const closes = `import gc, socket, time
s = socket.socket()
s.bind(('', 9000))
s.listen()
conn, _ = s.accept()
conn = None
conn, _ = s.accept()
ring = [conn]
ring.append(ring)
del conn, ring
gc.collect()
time.sleep(5)
`;
    const reads = `import socket, time
for _ in range(2):
    c = socket.create_connection(('192.168.12.2', 9000))
    print(c.recv(10), time.time() < 1767258001)
`;
    const stage = new Stage({ A: { 'main.py': reads }, B: { 'main.py': closes } });
    await stage.run('B', 'python3 main.py');
    await stage.run('A', 'python3 main.py');
    await stage.until();
    expect(stage.output('A')).toBe("b'' True\nb'' True");
  });

  test('errors have the class and the text of Linux', async () => {
    const text = `import socket
def tell(work):
    try:
        print(work())
    except Exception as problem:
        print(type(problem).__name__, problem)
s = socket.socket()
tell(lambda: s.send('x'))
tell(lambda: s.recv(1))
tell(lambda: s.connect(('127.0.0.1', 9)))
tell(lambda: socket.socket().bind(('1.2.3.4', 0)))
tell(lambda: s.connect(('127.0.0.1', 65536)))
tell(lambda: socket.gethostbyname('nowhere'))
tell(lambda: socket.socket(socket.AF_INET6))
tell(lambda: open('nothing'))
u = socket.socket(type=socket.SOCK_DGRAM)
u.settimeout(0.5)
u.bind(('', 0))
tell(lambda: u.recv(1))
u.setblocking(False)
tell(lambda: u.recv(1))
u.close()
tell(lambda: u.recv(1))
`;
    expect(await ran(text)).toBe(`TypeError a bytes-like object is required, not 'str'
OSError [Errno 107] Transport endpoint is not connected
ConnectionRefusedError [Errno 111] Connection refused
OSError [Errno 99] Cannot assign requested address
OverflowError connect(): port must be 0-65535.
gaierror [Errno -2] Name or service not known
OSError [Errno 97] Address family not supported by protocol
FileNotFoundError [Errno 2] No such file or directory: 'nothing'
TimeoutError timed out
BlockingIOError [Errno 11] Resource temporarily unavailable
OSError [Errno 9] Bad file descriptor
= 0`);
  });
});

describe('threads', () => {
  test('locks, events, queues and pools', async () => {
    const text = `import concurrent.futures, queue, threading, time
lines = queue.Queue()
def work(n):
    time.sleep(0.1 * n)
    lines.put(n)
threads = [threading.Thread(target=work, args=(n,)) for n in (3, 1, 2)]
for one in threads:
    one.start()
for one in threads:
    one.join()
print(list(lines.queue), [one.name for one in threads])
lock = threading.Lock()
print(lock.acquire(), lock.acquire(timeout=1), threading.Event().wait(0.5))
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    print(list(pool.map(lambda x: (time.sleep(0.1), x * x)[1], range(4))))
def fails():
    raise ValueError('in a thread')
threading.Thread(target=fails).start()
threading.Thread(target=lambda: time.sleep(99), daemon=True).start()
`;
    const output = await ran(text);
    expect(output).toContain("[1, 2, 3] ['Thread-1 (work)', 'Thread-2 (work)', 'Thread-3 (work)']\nTrue False False\n");
    expect(output).toContain('[0, 1, 4, 9]\n! Exception in thread Thread-4 (fails):\n');
    expect(output).toContain('! ValueError: in a thread\n= 0');
    expect(output).not.toContain('classroom');
  });

  test('garbage is not looked for while other stacks are suspended', async () => {
    // An automatic collection would not end (a fault of this interpreter): the test would not, either.
    const text = `import threading, time
def work(n):
    for _ in range(5):
        time.sleep(0.01)
        sum(len(repr([n] * depth)) for depth in range(50))
threads = [threading.Thread(target=work, args=(n,)) for n in range(10)]
for one in threads:
    one.start()
for _ in range(30_000):
    ring = []
    ring.append(ring)
for one in threads:
    one.join()
print('done')
`;
    expect(await ran(text)).toBe('done\n= 0');
  });
});

describe('time and luck', () => {
  test('the clock is virtual and in UTC', async () => {
    const text = `import datetime, time
print(datetime.datetime.now().replace(microsecond=0), time.strftime('%H:%M:%S'), time.mktime((2026, 1, 1, 9, 0, 0, 0, 1, 0)))
before = time.monotonic()
time.sleep(3600)
print(round(time.monotonic() - before, 3), time.strftime('%H:%M:%S'))
`;
    expect(await ran(text)).toBe('2026-01-01 09:00:00 09:00:00 1767258000.0\n3600.0 10:00:00\n= 0');
    expect(Date.now()).toBeGreaterThan(1_767_258_100_000); // and ours is not
  });

  test('luck comes from the seed', async () => {
    const text = 'import os, random, uuid\nprint(random.random(), uuid.uuid4(), os.urandom(4).hex())\n';
    const [first, again, other] = [await ran(text), await ran(text), await ran(text, 'python3 main.py', 8)];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
});

describe('a program that does not end', () => {
  const spins = 'n = 0\nname = input()\nwhile True:\n    n += 1\n';

  test('has turns like the others, the same in each run, and is interrupted', async () => {
    const digests: string[] = [];
    for (let run = 0; run < 2; run++) {
      const stage = new Stage({
        A: { 'main.py': spins, 'other.py': "import time\ntime.sleep(0.01)\nprint('other')\n" },
      });
      const { pid } = await stage.run('A', 'python3 main.py');
      await stage.act({ do: 'type', on: 'A', line: 'go', pid });
      await stage.run('A', 'python3 other.py');
      await stage.until(0.05e9);
      expect(stage.output('A')).toContain('other');
      digests.push(digestOf(stage.history.record));
      await stage.act({ do: 'interrupt', on: 'A', pid });
      await stage.until(0.06e9);
      expect(stage.output('A')).toContain('! KeyboardInterrupt');
      expect(stage.exits('A')).toEqual([130, 0]);
    }
    expect(digests[1]).toBe(digests[0]);
  });

  test('is had again when another run was served in between', async () => {
    const one = new Stage({ A: { 'main.py': spins } });
    const { pid } = await one.run('A', 'python3 main.py');
    await one.act({ do: 'type', on: 'A', line: 'go', pid });
    await one.until(0.02e9);
    expect(await ran('print(1)')).toBe('1\n= 0');
    await one.until(0.03e9);
    const straight = new Stage({ A: { 'main.py': spins } });
    await straight.run('A', 'python3 main.py');
    await straight.act({ do: 'type', on: 'A', line: 'go', pid });
    await straight.until(0.03e9);
    expect(one.history.log.length).toBe(straight.history.log.length);
  });

  test('is killed, whatever it catches', async () => {
    const stage = new Stage({
      A: {
        'main.py':
          'import time\nwhile True:\n    try:\n        time.sleep(1)\n    except BaseException:\n        pass\n',
      },
    });
    await stage.run('A', 'python3 main.py');
    await stage.until(2e9);
    await stage.run('A', 'kill -9 1');
    await stage.until(4e9);
    expect(stage.exits('A')[0]).toBe(137);
    expect(await ran("print('still here')")).toBe('still here\n= 0');
  });

  test('runs out of depth or memory with a word', async () => {
    const text = `def deeper(n):
    return deeper(n + 1)
class Any:
    def __getattr__(self, name):
        return getattr(self, name + 'x')
for work in (lambda: deeper(0), lambda: Any().y, lambda: bytearray(900_000_000)):
    try:
        work()
    except (RecursionError, MemoryError) as problem:
        print(type(problem).__name__, problem)
`;
    expect(await ran(text)).toBe(
      'RecursionError maximum recursion depth exceeded\nRecursionError maximum recursion depth exceeded\nMemoryError \n= 0',
    );
  });
});

describe('files and modules', () => {
  test('are those of the host', async () => {
    const stage = new Stage({
      A: {
        'main.py': `import helper, os
with open('a b.txt', 'w', encoding='gbk') as file:
    file.write('你好')
os.makedirs('/home/student/d/e')
os.rename('a b.txt', 'd/e/E:\\\\c.txt')
print(helper.value, os.listdir('d/e'), os.listdir('/'), os.path.getsize('d/e/E:\\\\c.txt'))
`,
        'helper.py': 'value = 5\n',
      },
      B: { 'helper.py': 'value = 6\n', 'main.py': 'import helper, os\nprint(helper.value, os.listdir())\n' },
    });
    await stage.run('A', 'python3 main.py');
    await stage.run('B', 'python3 main.py');
    await stage.until();
    expect(stage.output('A')).toBe("5 ['E:\\\\c.txt'] ['dev', 'etc', 'home', 'tmp'] 4");
    expect(stage.output('B')).toBe("6 ['helper.py', 'main.py']");
    expect([...stage.host('A').files.keys()]).toContain('/home/student/d/e/E:\\c.txt');
  });
});

test('the library works on it: socketserver, http, subprocess, asyncio', async () => {
  const text = `import asyncio, http.server, socketserver, subprocess, threading, urllib.request
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.path.encode())
    def log_message(self, *_):
        pass
with http.server.ThreadingHTTPServer(('', 8000), Page) as served:
    threading.Thread(target=served.serve_forever).start()
    print(urllib.request.urlopen('http://127.0.0.1:8000/x').read())
    served.shutdown()
print(subprocess.run('echo hi; nosuch', shell=True, capture_output=True, text=True).stdout)
print(subprocess.run('cat', shell=True, input=b'through a pipe', stdout=subprocess.PIPE).stdout)
try:
    subprocess.run(['sleep', '10'], timeout=1)
except subprocess.TimeoutExpired as late:
    print(late)
async def echo(reader, writer):
    writer.write((await reader.readline()).upper())
    writer.close()
async def main():
    await asyncio.start_server(echo, '127.0.0.1', 9000)
    async def ask(n):
        reader, writer = await asyncio.open_connection('127.0.0.1', 9000)
        writer.write(b'line %d\\n' % n)
        return await reader.read()
    print(await asyncio.gather(ask(1), ask(2)), await asyncio.to_thread(lambda: 42))
asyncio.run(main())
`;
  expect(await ran(text)).toContain(
    "b'/x'\nhi\n\nb'through a pipe'\nCommand '['sleep', '10']' timed out after 1 seconds\n[b'LINE 1\\n', b'LINE 2\\n'] 42\n",
  );
});

test('how a program ends', async () => {
  expect(await ran("import sys\nprint('x', end='')\nsys.exit('a word')")).toBe('x\n! a word\n= 1');
  expect(await ran('raise SystemExit(3)')).toBe('\n= 3');
  expect(await ran('def f():\n    return 1 / 0\nf()')).toMatch(
    /^! Traceback \(most recent call last\):\n! {3}File "\/home\/student\/main.py", line 3, in <module>\n[^]*! ZeroDivisionError: division by zero\n= 1$/,
  );
  expect(await ran('print(1')).toContain("! SyntaxError: '(' was never closed\n= 1");
});
