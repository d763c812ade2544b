// Programs that are pasted: who waits and who calls is found in the text of any tutorial, addresses are rewritten where they stand, and the lab can be read.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  fileNameOf,
  hostsFor,
  labOfPrograms,
  recognise,
  rewritesFor,
  rewritten,
  type PastedProgram,
} from '../../src/player/pastedPrograms.ts';
import { deedOf } from '../../src/sim/history.ts';
import { parseLab } from '../../src/sim/labText.ts';

const server = `import socket
HOST = '127.0.0.1'  # only here: '127.0.0.1'
PORT = 9000
s = socket.socket()
s.bind((HOST, PORT))
s.listen(5)
conn, addr = s.accept()
`;
const client = `import socket
c = socket.socket()
c.connect(("127.0.0.1", 9000))
c.send(b'hello')
`;

test.each([
  ['constants', server, { role: 'server', how: ['bind', 'listen', 'accept'], at: { host: '127.0.0.1', port: 9000 } }],
  ['literals', client, { role: 'client', how: ['connect'], to: { host: '127.0.0.1', port: 9000 } }],
  ['an address by one name', "ADDR = ('', 8080)\ns.bind(ADDR)\n", { role: 'server', at: { host: '', port: 8080 } }],
  [
    'two names at once',
    "h, p = 'localhost', 21567\nc.connect((h, p))\n",
    { role: 'client', to: { host: 'localhost', port: 21567 } },
  ],
  [
    'attributes',
    "self.host = 'x'\nself.port = 5\nself.sock.connect((self.host, self.port))",
    { to: { host: 'x', port: 5 } },
  ],
  [
    'a UDP server that answers',
    "u.bind(('', 9999))\nd, a = u.recvfrom(1024)\nu.sendto(d, a)\n",
    { role: 'server', how: ['bind'], at: { host: '', port: 9999 } },
  ],
  [
    'a UDP client',
    "u.sendto('hi'.encode(), ('192.168.1.5', 9999))\n",
    { role: 'client', to: { host: '192.168.1.5', port: 9999 } },
  ],
  ['a UDP chat', "u.bind(('', 1))\nu.sendto(b'x', ('192.168.1.5', 2))\n", { role: 'peer' }],
  [
    'socketserver',
    "srv = socketserver.ThreadingTCPServer(('127.0.0.1', 8090), H)\nsrv.serve_forever()",
    { role: 'server', at: { host: '127.0.0.1', port: 8090 } },
  ],
  ['a port from the command line', 's.bind(("", int(sys.argv[1])))', { role: 'server', at: { host: '' } }],
  ['a comment', '# s.connect(("a", 1))\nprint("no socket")\n', { role: 'none', how: [] }],
  ['a docstring', '"""s.bind(("", 1))"""\n', { role: 'none' }],
  ['an IP that is asked for', "c.connect((input('IP: '), 8080))", { role: 'client', to: { port: 8080 } }],
  [
    'asyncio',
    "await asyncio.start_server(handle, '127.0.0.1', 8888)",
    { role: 'server', at: { host: '127.0.0.1', port: 8888 } },
  ],
])('%s', (_, text, expected) => {
  expect(recognise(text)).toMatchObject(expected);
});

const pair = (a: string, b: string): [PastedProgram, PastedProgram] => [
  { name: 'server.py', text: a },
  { name: 'client.py', text: b },
];

test('who waits is on B; local addresses are to be rewritten on two hosts, and only in code', () => {
  const programs = pair(server, client);
  const found = [recognise(server), recognise(client)] as const;
  expect(hostsFor(found, 'two')).toEqual(['B', 'A']);
  const rewrites = rewritesFor(programs, found, 'two');
  expect(rewrites).toEqual([
    { program: 0, from: '127.0.0.1', to: '0.0.0.0', lines: [2], why: 'bound' },
    { program: 1, from: '127.0.0.1', to: '192.168.12.2', lines: [3], why: 'local' },
  ]);
  expect(rewritten(client, rewrites[1]!)).toContain('c.connect(("192.168.12.2", 9000))');
  expect(rewritesFor(programs, found, 'one')).toEqual([]);
});

test('addresses of the machine on which a tutorial was written are told, too', () => {
  const [a, b] = ["s.bind(('192.168.207.129', 8080))\n", "c.connect(('192.168.207.129', 8080))\n"];
  const rewrites = rewritesFor(pair(a, b), [recognise(a), recognise(b)], 'two');
  expect(rewrites.map(({ from, to, why }) => [from, to, why])).toEqual([
    ['192.168.207.129', '0.0.0.0', 'foreign'],
    ['192.168.207.129', '192.168.12.2', 'foreign'],
  ]);
});

test('the client first: the server still starts first', () => {
  const programs: [PastedProgram, PastedProgram] = [
    { name: 'client.py', text: client },
    { name: 'server.py', text: server },
  ];
  const lab = parseLab(labOfPrograms(programs, [recognise(client), recognise(server)], 'two', 'x'), 'x');
  expect(lab.ok && lab.value.do.map(deedOf)).toEqual([
    { do: 'run', on: 'B', line: 'python server.py' },
    { do: 'run', on: 'A', line: 'python client.py' },
  ]);
  expect(lab.ok && lab.value.do.map(({ at }) => at)).toEqual([0, 100e6]);
});

test('any text at all is read, and makes a lab that has it unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (a, b) => {
      const found = [recognise(a), recognise(b)] as const;
      const lab = parseLab(labOfPrograms(pair(a, b), found, 'one', 'Two'), 'x');
      if (!lab.ok) throw new Error(JSON.stringify(lab.errors));
      const [host] = lab.value.devices;
      expect(host && 'files' in host && host.files).toEqual({ 'server.py': a, 'client.py': b });
    }),
  );
});

test('names of files', () => {
  expect(fileNameOf('C:\\work\\my server.py', 'x.py')).toBe('my_server.py');
  expect(fileNameOf('...', 'x.py')).toBe('x.py');
  expect(fileNameOf('聊天室', 'x.py')).toBe('聊天室.py');
});
