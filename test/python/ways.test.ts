// The ways in which Python is started, and signals that a program handles.
import { expect, test } from 'vitest';
import { Stage } from '../support/pythonStage.ts';

test('-c runs a text, with what stands behind it as arguments', async () => {
  const stage = new Stage({ A: {} });
  await stage.run('A', `python3 -c 'import sys; print(sys.argv, __name__)' one two`);
  await stage.until();
  expect(stage.output('A')).toBe("['-c', 'one', 'two'] __main__");
});

test('-m runs a module of the library, and one of the own files', async () => {
  const stage = new Stage({ A: { 'own.py': 'import sys\nprint(__name__, sys.argv[1:])\n' } });
  await stage.run('A', 'python3 -m own x');
  await stage.run('A', `sh -c 'echo "[1,2]" | python3 -m json.tool --compact'`);
  await stage.run('A', 'python3 -m nothing');
  await stage.until();
  expect(stage.output('A').split('\n').filter(Boolean)).toEqual([
    "__main__ ['x']",
    '[1,2]',
    expect.stringMatching(/^! .*python3: No module named nothing$/),
  ]);
});

test('http.server serves what curl on another host asks for, until Ctrl-C', async () => {
  const stage = new Stage({ A: {}, B: { 'page.txt': 'hello from B\n' } });
  await stage.run('B', 'python3 -m http.server 8000');
  await stage.until(1e9);
  await stage.run('A', 'curl http://192.168.12.2:8000/page.txt');
  await stage.until(3e9);
  expect(stage.output('A')).toContain('hello from B');
  expect(stage.output('B')).toContain('"GET /page.txt HTTP/1.1" 200 -');
  await stage.act({ do: 'interrupt', on: 'B' });
  await stage.until(5e9);
  expect(stage.output('B')).toContain('Keyboard interrupt received, exiting.');
  expect(stage.exits('B')).toEqual([0]);
});

test('lines that are typed run one after another', async () => {
  const stage = new Stage({ A: {} });
  await stage.run('A', 'python3');
  for (const line of ['x = 6', 'x * 7', '1/0', 'for i in range(2):', '    print(i)', '', 'exit()']) {
    await stage.act({ do: 'type', on: 'A', line });
    await stage.until(stage.history.live.state.now + 1e9);
  }
  const output = stage.output('A');
  expect(output).toContain('42');
  expect(output).toContain('ZeroDivisionError: division by zero');
  expect(output).toMatch(/0\n(.*)1/);
  expect(stage.exits('A')).toEqual([0]);
});

test('a handler is told of SIGINT and SIGTERM; without one SIGTERM ends the program', async () => {
  const handles = `import signal, time
def told(number, frame):
    print('signal', number)
signal.signal(signal.SIGINT, told)
signal.signal(signal.SIGTERM, told)
time.sleep(5)
print('slept')
`;
  const stage = new Stage({ A: { 'main.py': handles }, B: { 'main.py': 'import time\ntime.sleep(100)\n' } });
  const handling = await stage.run('A', 'python3 main.py');
  const other = await stage.run('B', 'python3 main.py');
  await stage.until(1e9);
  await stage.act({ do: 'interrupt', on: 'A', pid: handling.pid });
  await stage.until(2e9);
  await stage.run('A', `kill ${handling.pid}`);
  await stage.run('B', `kill ${other.pid}`);
  await stage.until();
  expect(stage.output('A')).toMatch(/signal 2\nsignal 15\nslept/);
  expect(stage.exits('A')[0]).toBe(0);
  expect(stage.exits('B')[0]).toBe(143);
});
