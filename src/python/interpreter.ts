// An interpreter made ready for programs on hosts: the shim stands under its standard library, and what it asks for goes through one door.

import type { PyodideInterface } from 'pyodide';
import type { PyCallable } from 'pyodide/ffi';
import { serviceEntries } from '../devices/programs/services.ts';
import type { Instant } from '../base/time.ts';
import { HostFiles } from './hostFiles.ts';
import { enterRealm, leaveRealm } from './realm.ts';
import { PACKAGE, shim } from './shim.ts';

/** What the shim asks for (`_kernel` in Python). Only numbers, texts and octets cross. */
export interface Door {
  now(): Instant;
  /** A call, as JSON of [call, told], and the octets that go with it. Without an answer the stack is suspended next. */
  call(text: string, octets: Uint8Array | undefined): string | undefined;
  /** The stack that runs is suspended until this settles. */
  suspended(): Promise<void>;
  /** What it goes on with. */
  answer(): string;
  /** The octets that came with the last answer. */
  octets(): Uint8Array;
  /** The address of a name; -1: there is none. Names of an address, a line each. */
  hostByName(name: string): number;
  namesOf(ip: number): string;
  /** Is there such a command on the hosts? */
  hasProgram(name: string): boolean;
  luck(count: number): Uint8Array;
}

/** Signals of Emscripten: this one nobody else uses. */
const PREEMPT = 12;
/** So many looks for a signal make a turn. The evaluation loop looks once in about fifty jumps. */
const LOOKS = 2000;
/** More memory than this a program does not get; what it asks for fails. */
const MOST_MEMORY = 256 << 20;
const PAGE = 65_536;
const SITE = '/lib/python3.14/site-packages';

/** What of Emscripten's module is used here. */
interface Emscripten {
  HEAPU8: Uint8Array;
  SOCKFS: { getSocket(fd: number): object | undefined };
}
/** The interpreter whose memory may not grow beyond `MOST_MEMORY`. */
let bounded: Emscripten | undefined;
let isWatched = false;

/** Memory never shrinks, and nobody but the interpreter can say no: `grow` itself refuses. */
function boundMemory(emscripten: Emscripten): void {
  bounded = emscripten;
  if (isWatched) return;
  isWatched = true;
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = function (this: WebAssembly.Memory, pages: number) {
    const { buffer } = this;
    if (buffer === bounded?.HEAPU8.buffer && buffer.byteLength + pages * PAGE > MOST_MEMORY) {
      throw new RangeError('programs have no more memory');
    }
    return grow.call(this, pages);
  };
}

/** One Pyodide with the shim in it, and the few functions of the shim that are called from here. */
export class Interpreter {
  readonly files: HostFiles;
  private readonly door: Door;
  private readonly beginThread: PyCallable;
  private readonly killProgram: PyCallable;
  private readonly freeEnded: PyCallable;
  /** The descriptor of the socket that stands for all waiting. */
  private gate = -1;
  private looks = 0;
  private aligning = false;

  private constructor(pyodide: PyodideInterface, door: Door) {
    this.door = door;
    this.files = new HostFiles(pyodide);
    const emscripten = (pyodide as unknown as { _module: Emscripten })._module;
    boundMemory(emscripten);
    this.openGate(emscripten);
    const module = this.kernelModule();
    pyodide.registerJsModule('_kernel', module);
    pyodide.FS.mkdirTree(`${SITE}/${PACKAGE}`);
    for (const [name, text] of shim) pyodide.FS.writeFile(`${SITE}/${PACKAGE}/${name}`, text);
    this.enter();
    try {
      const name = pyodide.pyimport('importlib').import_module(PACKAGE);
      name.prepare(JSON.stringify({ services: serviceEntries() }));
      const programs = pyodide.pyimport(`${PACKAGE}.programs`);
      this.beginThread = programs.begin;
      this.killProgram = programs.kill;
      this.freeEnded = programs.collect;
    } finally {
      leaveRealm();
    }
    this.watchForTurns(pyodide);
  }

  /** Makes a loaded interpreter ready. */
  static prepare(pyodide: PyodideInterface, door: Door): Interpreter {
    return new Interpreter(pyodide, door);
  }

  /** Waiting for one socket of the interpreter's own to be connected is what suspends a stack (shim/door.py). */
  private openGate({ SOCKFS }: Emscripten): void {
    const getSocket = SOCKFS.getSocket.bind(SOCKFS);
    const connectAsync = (): Promise<number> => this.door.suspended().then(() => 0);
    const gate = { sock_ops: { connectAsync } };
    SOCKFS.getSocket = (fd) => (fd === this.gate ? gate : getSocket(fd));
  }

  private kernelModule(): Record<string, unknown> {
    const { door } = this;
    return {
      call: (text: string, octets?: Uint8Array) => door.call(text, octets),
      answer: () => door.answer(),
      gate: (fd: number) => {
        this.gate = fd;
      },
      octets: () => door.octets(),
      host_by_name: (name: string) => door.hostByName(name),
      names_of: (ip: number) => door.namesOf(ip),
      has_program: (name: string) => door.hasProgram(name),
      luck: (count: number) => door.luck(count),
      align: () => {
        this.aligning = true;
      },
    };
  }

  /**
   * The evaluation loop reads element 0 of the "interrupt buffer" now and then. An object with a getter in its place counts that, so that a loop that
   * asks for nothing has to let others have their turn: after the same work in each run, without a second thread.
   */
  private watchForTurns(pyodide: PyodideInterface): void {
    const look = (): number => {
      if (this.aligning) {
        this.aligning = false;
        this.looks = 0;
        return PREEMPT;
      }
      if (++this.looks < LOOKS) return 0;
      this.looks = 0;
      return PREEMPT;
    };
    const buffer = Object.defineProperty({}, 0, { get: look, set: () => {} });
    pyodide.setInterruptBuffer(buffer as Uint8Array);
  }

  /** A program's turn begins: it sees the world's clock. Until `leaveRealm`. */
  enter(): void {
    enterRealm(() => this.door.now());
  }

  /** Runs a thread; settles when its stack has ended, rejects when the interpreter cannot go on. */
  begin(key: string, tid: number, about: string): Promise<unknown> {
    return this.beginThread.callPromising(key, tid, about);
  }

  /** The process has ended in the world: what is resumed of it now only unwinds. */
  kill(key: string): void {
    this.killProgram(key);
  }

  /** Between stacks: frees what ended programs have left, so that it is not found while another program looks for its own garbage. */
  free(): void {
    this.freeEnded();
  }
}
