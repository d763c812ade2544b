// nc as a student types it: listen, connect, half close, many clients, UDP, failures in netcat's own words.
import { describe, expect, test } from 'vitest';
import { threeHosts } from '../../support/lab.ts';
import { terminals } from '../../support/terminal.ts';

describe('TCP', () => {
  test('lines go both ways, and the listener ends with its caller', () => {
    const t = terminals(threeHosts());
    const server = t.begin('B', 'nc -lv 5000');
    const client = t.begin('A', 'nc -v 192.168.12.2 5000');
    t.do({ do: 'type', on: 'A', line: 'hello' });
    t.pass(1);
    t.do({ do: 'type', on: 'B', line: 'world' });
    t.pass(1);
    expect(t.text(server)).toBe('! Listening on 0.0.0.0 5000\n! Connection received on 192.168.12.1 49152\nhello');
    expect(t.text(client)).toBe('! Connection to 192.168.12.2 5000 port [tcp/*] succeeded!\nworld');
    t.do({ do: 'interrupt', on: 'A' });
    t.settle();
    expect(server.exit).toBe(0);
  });
});
