// Lessons with students' programs, played with the interpreter: the start does not pass, the solution does, each reject is refused for its reason.
import { describe, expect, test } from 'vitest';
import { formatFileError } from '../../src/base/result.ts';
import type { GoalPart, Lesson, ProgramPart } from '../../src/lesson/lesson.ts';
import { parseLesson } from '../../src/lesson/lessonText.ts';
import { playThrough, type Report } from '../../src/lesson/play.ts';
import { Scripts } from '../../src/live/scripts.ts';
import { preparePump } from '../../src/python/prepare.ts';
import { fencesOf, wholeLesson } from '../support/readme.ts';

const scripts = new Scripts(() => preparePump(() => {}));

const head = '---\nid: x\ntitle: X\n---\n';
const pair = `
\`\`\`lab
devices: { A: { kind: host, ip: 10.0.0.1/24 }, B: { kind: host, ip: 10.0.0.2/24 } }
links: [ [A, B] ]
\`\`\`
`;

const read = (text: string) =>
  parseLesson(`${head}${pair}${text.replaceAll('~~~', '```')}`, 'lesson.md', () => undefined);

function lessonOf(text: string): Lesson {
  const result = read(text);
  if (!result.ok) throw new Error(result.errors.map(formatFileError).join('\n'));
  return result.value;
}
const mistakesIn = (text: string): string[] => {
  const result = read(text);
  return result.ok ? [] : result.errors.map(formatFileError);
};

async function play(text: string): Promise<Report> {
  return scripts.run(playThrough(lessonOf(text)));
}
const told = ({ mistakes }: Report): string[] => mistakes.map(formatFileError);

const framing = `
## Two messages

~~~python client.py @A
import socket
s = socket.create_connection(('10.0.0.2', 9000))
for text in (b'hello', b'nice'):
    s.sendall(len(text).to_bytes(4, 'big') + text)
s.close()
~~~

~~~python server.py @B
# lock
import socket

listener = socket.create_server(('', 9000))
conn, peer = listener.accept()
# unlock

def recv_msg(conn):
    return conn.recv(1024)

# lock
while (message := recv_msg(conn)):
    print(message)
~~~

~~~goal id=apart
- stdout: { of: B, run: python server.py, lines: ["b'hello'", "b'nice'"] }
- exit: { of: B, run: python server.py, is: 0 }
- source: { of: B, file: server.py, lacks: [sleep, recv(1024)], contains: [listener.accept] }
- chop: { of: B, rule: [1, glue, 'seed:1..3'], then: [ { stdout: { of: B, run: python server.py, is: "b'hello'\\nb'nice'\\n" } } ] }
~~~

~~~python server.py @B for=apart is=solution
import socket

listener = socket.create_server(('', 9000))
conn, peer = listener.accept()

def exactly(conn, n):
    data = b''
    while len(data) < n:  # recv(1024) would take too much
        piece = conn.recv(n - len(data))
        if not piece:
            return None
        data += piece
    return data

def recv_msg(conn):
    head = exactly(conn, 4)
    return head and exactly(conn, int.from_bytes(head, 'big'))

while (message := recv_msg(conn)):
    print(message)
~~~

~~~solution for=apart
python server.py @B
python client.py @A
~~~

~~~python server.py @B for=apart is=reject
import socket

listener = socket.create_server(('', 9000))
conn, peer = listener.accept()

def recv_msg(conn):
    head = conn.recv(4)
    return head and conn.recv(int.from_bytes(head, 'big'))

while (message := recv_msg(conn)):
    print(message)
~~~

~~~reject for=apart because=chop-fails
python server.py @B
python client.py @A
# It works as long as nobody cuts the stream.
~~~

~~~python server.py @B for=apart is=reject
import socket, time
listener = socket.create_server(('', 9000))
conn, peer = listener.accept()
time.sleep(0.1)
print(b'hello')
print(b'nice')
~~~

~~~reject for=apart because=source-has
python server.py @B
python client.py @A
~~~
`;

describe('a lesson with programs', () => {
  test('start fails, solution passes, rejects are refused', async () => {
    const report = await play(framing);
    expect(told(report)).toEqual([]);
    expect(report).toMatchObject({ goals: 1, rejects: 2 });
  });

  test('the one in the README plays as it says', async () => {
    const example = fencesOf('markdown').find((text) => text.includes('goal id=apart'))!;
    const result = parseLesson(wholeLesson(example), 'README.md', () => undefined);
    const report = result.ok ? await scripts.run(playThrough(result.value)) : undefined;
    expect(report && told(report)).toEqual([]);
    expect(report).toMatchObject({ goals: 1, rejects: 1 });
  });

  test('knows its locked lines, and what solution and rejects have instead', () => {
    const [, step] = lessonOf(framing).steps;
    const server = step!.parts.filter((part): part is ProgramPart => part.type === 'program')[1]!;
    expect(server.locked).toEqual([
      { from: 1, to: 4 },
      { from: 9, to: 10 },
    ]);
    expect(server.run).toBe('python server.py');
    expect(server.text).not.toContain('lock');
    const goal = step!.parts.find((part): part is GoalPart => part.type === 'goal')!;
    expect(goal.solution.map((line) => line.type)).toEqual(['file', 'run', 'run']);
    expect(goal.rejects.map(({ lines }) => lines[0]!.type)).toEqual(['file', 'file']);
  });

  test('waits, times, threads, idle reads and what is typed are judged', async () => {
    const report = await play(`
## Waiting

~~~python server.py @B run="python server.py 9000"
import socket, sys, threading

def serve(conn):
    while conn.recv(10):
        pass

listener = socket.create_server(('', int(sys.argv[1])))
while True:
    conn, peer = listener.accept()  # here
    threading.Thread(target=serve, args=(conn,), daemon=True).start()
~~~

~~~python quick.py @A
import socket
s = socket.create_connection(('10.0.0.2', 9000))
name = input('name? ')
s.sendall(name.encode())
s.settimeout(30)
try:
    s.recv(10)
except TimeoutError:
    print('timeout after', 30)
~~~

~~~goal id=waits
- waits: { of: B, run: python server.py 9000, in: accept, line: 9, text: "# here" }
- threads: { of: B, run: python server.py, is: 1 }
- spinning: { of: B, run: python server.py }
- exit: { of: B, run: python server.py, is: running }
- exit: { of: A, run: python quick.py, is: 0, after: 30 s, before: 31 s }
- stdout: { of: A, run: python quick.py, matches: "name? timeout * 30" }
- stderr: { of: A, lacks: [Traceback] }
~~~

~~~solution for=waits
B$ python server.py 9000
A$ python quick.py
A> Ada
wait 29.5 s
~~~

~~~python server.py @B for=waits is=reject
import socket
listener = socket.create_server(('', 9000))
conn, peer = listener.accept()
while True:
    conn.recv(10)
~~~

~~~reject for=waits because=spins
B$ python server.py 9000
A$ python quick.py
A> Ada
wait 29.5 s
~~~

~~~reject for=waits because=still-running
B$ python server.py 9000
A$ python quick.py
~~~
`);
    expect(told(report)).toEqual([]);
  });

  test('mistakes are told at their places', () => {
    expect(
      mistakesIn(`
## A

~~~program host=B file=server.py
# unlock
x = 1
# lock
y = 2
~~~

~~~goal id=g
- source: { of: B, file: server.py, lacks: ["# sleep"] }
- chop: { of: B, rule: [twice], then: [ { ping: { from: A, to: B } } ] }
- exit: { of: B, run: python, is: running, before: 3 s }
- spinning: { of: B }
~~~

~~~python server.py @B for=g
x = 2
~~~

~~~python server.py @B for=h is=solution
x = 2
~~~

~~~python server.py @B for=g is=solution
x = 2
~~~

~~~python server.py @B for=g is=reject
x = 2
~~~

~~~python client.py @C
x = 2
~~~
`),
    ).toEqual([
      'lesson.md:14:1 nothing is locked here (`# lock` … `# unlock`)',
      'lesson.md:21:45 `# sleep` has no word of a program (names, calls or signs: `sleep`, `recv(1024)`)',
      'lesson.md:22:25 nothing is cut by `twice` (`1`, `glue`, `seed:7`, `seed:1..20`, `at:3,7`)',
      'lesson.md:23:44 `before` does not go with `running`',
      'lesson.md:24:13 `run` is missing here (run: python server.py)',
      'lesson.md:27:1 what a solution or reject has instead names its goal (for=GOAL is=solution, or is=reject)',
      'lesson.md:31:1 no goal before this is called `h` (did you mean `g`?)',
      'lesson.md:35:1 this solution changes locked lines of `server.py`: 2 to 2',
      'lesson.md:39:1 this file belongs to no reject (```reject for=g because=… comes after it)',
      'lesson.md:43:1 host: there is no `C` (did you mean `A`?)',
    ]);
  });
});
