// Programs on hosts through the whole way: interpreter, shim, pump, kernel, wire.
import { describe, expect, test } from 'vitest';
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

test('a client and a server talk', async () => {
  const stage = new Stage({ A: { 'client.py': client }, B: { 'server.py': server } });
  await stage.run('B', 'python3 server.py');
  await stage.run('A', 'python3 client.py');
  await stage.until();
  expect(stage.output('B')).toBe("192.168.12.1 b'bye'");
  expect(stage.output('A')).toBe("b'hello'");
  expect([...stage.exits('A'), ...stage.exits('B')]).toEqual([0, 0]);
});

test('prints', async () => {
  expect(await ran('print(1, 2)\n')).toBe('1 2\n= 0');
});
