// python3: runs a Python program. What it does is made by an interpreter outside of the world, call by call (host/kernel); here it begins, hears of what comes, and is told of signals.

import type { SocketEvent } from '../../stack/sockets/call.ts';
import { readFile, resolvePath } from '../host/files.ts';
import { childEnded } from '../host/kernel/children.ts';
import { PYTHON, type ScriptData, type ScriptThread, scriptOf } from '../host/kernel/script.ts';
import { endOfInput, receiveFromChild, receiveInput } from '../host/kernel/streams.ts';
import { addThread, newScript, raiseSignal, runThreads, tryAgain } from '../host/kernel/threads.ts';
import { exitWith, fail } from '../host/processes.ts';
import { isOnTerminal, print } from '../host/output.ts';
import type { Program } from '../host/program.ts';

/** The version that the interpreter is. */
const VERSION = 'Python 3.14.2';
const USAGE = `usage: python3 [option] ... [-c cmd | -m mod | file] [arg] ...
-c cmd : program passed in as string
-m mod : run library module as a script
-u     : (nothing is held back here)
-V     : print the Python version number and exit
file   : program read from script file
arg ...: arguments passed to program in sys.argv[1:]`;
const CANNOT_OPEN = 2;
const USAGE_ERROR = 2;
export const SIGINT = 2;
/** The exit status of who dies of a signal begins here, as bash tells it. */
const BY_SIGNAL = 128;

export const python3: Program = {
  start(process, host, out) {
    const { cwd } = process;
    const read = readWords(process.argv, cwd);
    if ('text' in read) {
      if (read.status) return fail(host, process, read.status, read.text, out);
      print(host, process, read.text, out);
      return exitWith(host, process, 0, out);
    }
    if (read.runs === 'file' && !readFile(host, read.file))
      return fail(
        host,
        process,
        CANNOT_OPEN,
        `${process.argv[0]}: can't open file '${read.file}': [Errno 2] No such file or directory`,
        out,
      );
    process.program = PYTHON; // whatever name it was called by
    newScript(process, { ...read, cwd });
    addThread(process, host, { name: 'MainThread', daemon: false }, process.wakeCause, out);
  },
  wake: runThreads,
  socket(process, host, event, out) {
    tryAgain(process, host, (thread) => concerns(thread, event), out);
  },
  input: receiveInput,
  inputEnds: endOfInput,
  outputTaken(process, host, out) {
    tryAgain(process, host, ({ call }) => call?.call === 'write', out);
  },
  /** Python leaves SIGPIPE alone: writing raises BrokenPipeError instead. */
  outputEnds(process, host, out) {
    scriptOf(process).outputGone = true;
    tryAgain(process, host, ({ call }) => call?.call === 'write', out);
  },
  interrupt(process, host, out) {
    if (isOnTerminal(process)) print(host, process, '^C', out);
    raiseSignal(process, host, SIGINT, out);
  },
  signal(process, host, signal, out) {
    if (signal === SIGINT || scriptOf(process).handled.includes(signal)) raiseSignal(process, host, signal, out);
    else exitWith(host, process, BY_SIGNAL + signal, out);
  },
  childWrites: receiveFromChild,
  childHeld: (process, pid, stream) =>
    scriptOf(process).pipes.find((one) => one.pid === pid && one.stream === stream)?.octets.length ?? 0,
  childEnds: childEnded,
};

type Read = Pick<ScriptData, 'runs' | 'file' | 'argv'> | { status: number; text: string };

function readWords([name = PYTHON, ...words]: readonly string[], cwd: string): Read {
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === '-V' || word === '--version') return { status: 0, text: VERSION };
    if (word === '-h' || word === '--help') return { status: 0, text: USAGE };
    if (word === '-u' || word === '-B' || word === '-i') continue;
    if (word === '-c' || word === '-m') {
      const [text, ...rest] = words.slice(i + 1);
      if (text === undefined) {
        return { status: USAGE_ERROR, text: `Argument expected for the ${word} option\n${USAGE}` };
      }
      return { runs: word === '-c' ? 'code' : 'module', file: text, argv: [word, ...rest] };
    }
    if (word !== '-' && word.startsWith('-')) {
      return { status: USAGE_ERROR, text: `unknown option ${word}\n${USAGE.split('\n')[0]!.replace('python3', name)}` };
    }
    if (word === '-') break;
    return { runs: 'file', file: resolvePath(cwd, word), argv: words.slice(i) };
  }
  return { runs: 'console', file: '', argv: [''] };
}

/** Is it news for the call in which the thread waits? A `send` that found no room waits until it is told of room. */
function concerns({ call }: ScriptThread, { fd, what }: SocketEvent): boolean {
  if (!call) return false;
  if (call.call === 'select') return [call.read, call.write, call.except].some((one) => one.includes(fd));
  if (!('fd' in call) || call.fd !== fd) return false;
  return call.call !== 'send' || what !== 'readable';
}
