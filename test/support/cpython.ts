// Runs the programs of a scenario under real CPython: in a network namespace of their own, with the hosts' addresses on its loopback; typed and killed as the lab says.

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LabProgram, Moment } from '../../src/sim/labProgram.ts';
import type { Outcome, Outcomes, Scenario } from './scenario.ts';

/** The interpreter itself: what `python3` names may be a script that looks for it, which takes longer than most programs. */
const about = spawnSync('python3', ['-c', 'import sys; print(sys.executable); sys.exit(sys.version_info < (3, 11))'], {
  encoding: 'utf8',
});
const python = about.stdout?.trim() ?? '';

/** Why programs cannot be run under CPython here; undefined when they can. */
export function whyNoCpython(): string | undefined {
  if (process.platform !== 'linux') return 'this is not Linux';
  if (process.getuid?.() !== 0) return 'this does not run as root';
  if (about.error) return 'there is no python3';
  if (about.status !== 0) return 'python3 is older than 3.11';
  const tried = spawnSync('unshare', ['--net', '--uts', '--mount', 'ip', 'link', 'set', 'lo', 'up'], {
    encoding: 'utf8',
  });
  if (tried.error) return 'there is no unshare';
  return tried.status === 0 ? undefined : `a namespace cannot be made: ${tried.stderr.trim()}`;
}

/** Writes where all threads are when it gets SIGUSR1, to a descriptor that is out of the way of the program's own. */
const DUMPER = `
import os, sys, faulthandler, signal
_fd = os.open(os.environ.pop('STACKS_TO'), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
os.dup2(_fd, 200, inheritable=False)
os.close(_fd)
faulthandler.register(signal.SIGUSR1, file=200, all_threads=True)
sys.path[:] = [p for p in sys.path if p != os.environ['PYTHONPATH']]
del os.environ['PYTHONPATH'], _fd
`;

/** How long after the last thing that happened what still runs is taken to go on as it is, ms of the real clock. */
const SETTLED = 300;
/** How long a program that computes without a word is waited for, ms: it may just be slow, or never end. */
const BUSY = 3000;
const TICK = 10;

interface Running {
  program: LabProgram;
  child?: ChildProcess;
  outcome: Outcome;
  /** When it was started and when its last step was done, ms. */
  begunAt: number;
  stepAt: number;
  steps: number;
  killed: boolean;
  /** How much of stdout there was at its last step, by the program that wrote it. */
  marks: Map<string, number>;
  stacks: string;
}

/** Runs a scenario. Rejects when its programs do not come to rest in `patience` ms. */
export async function underCpython(scenario: Scenario, patience = 20_000): Promise<Outcomes> {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'));
  const room = new Room(scenario, folder);
  try {
    await room.open();
    await room.run(patience);
    return room.outcomes();
  } finally {
    room.close();
  }
}

const now = (): number => performance.now();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

class Room {
  private readonly scenario: Scenario;
  private readonly folder: string;
  private readonly all: Running[];
  private holder: ChildProcess | undefined;
  private changedAt = 0;
  /** When a program last wrote something or was done something to. */
  private toldAt = 0;
  private begun = 0;

  constructor(scenario: Scenario, folder: string) {
    this.scenario = scenario;
    this.folder = folder;
    this.all = (scenario.lab.programs ?? []).map((program) => ({
      program,
      outcome: { stdout: '', stderr: '', exit: 'running', waits: [] },
      begunAt: 0,
      stepAt: 0,
      steps: 0,
      killed: false,
      marks: new Map(),
      stacks: join(folder, `stacks-${program.name}`),
    }));
  }

  /** Makes the folders of the hosts, and a namespace that lives as long as its holder's standard input. */
  async open(): Promise<void> {
    const { hosts, files } = this.scenario;
    mkdirSync(join(this.folder, 'site'));
    writeFileSync(join(this.folder, 'site/sitecustomize.py'), DUMPER);
    for (const host of Object.keys(hosts)) {
      mkdirSync(join(this.folder, host));
      for (const [name, text] of Object.entries(files[host] ?? {}))
        writeFileSync(join(this.folder, host, name), text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
    }
    const names = Object.values(hosts).flatMap((host) => Object.entries(host.names));
    const table = ['127.0.0.1 localhost', ...names.map(([name, address]) => `${address} ${name}`)].join('\n');
    writeFileSync(join(this.folder, 'hosts'), `${table}\n`);
    writeFileSync(join(this.folder, 'nsswitch.conf'), 'hosts: files\nservices: files\n');
    const addresses = Object.values(hosts).flatMap((host) => host.addresses);
    const script = [
      'ip link set lo up',
      ...addresses.map((address) => `ip addr add ${address}/24 dev lo`),
      `mount --bind ${this.folder}/hosts /etc/hosts`,
      `mount --bind ${this.folder}/nsswitch.conf /etc/nsswitch.conf`,
      `hostname ${Object.keys(hosts)[0]}`,
      'echo ready',
      'exec cat',
    ].join(' && ');
    const args = ['--net', '--uts', '--mount', 'sh', '-c', script];
    this.holder = spawn('unshare', args, { stdio: ['pipe', 'pipe', 'inherit'] });
    await new Promise<void>((resolve, reject) => {
      this.holder!.stdout!.once('data', () => resolve());
      this.holder!.once('exit', () => reject(new Error('the namespace could not be made')));
    });
  }

  async run(patience: number): Promise<void> {
    this.begun = this.changedAt = this.toldAt = now();
    let ticks = 0;
    for (;;) {
      for (const one of this.all) this.tend(one);
      if (this.all.some((one) => this.isBeginning(one))) this.changedAt = this.toldAt = now();
      else if (ticks % 5 === 0 && this.all.some((one) => this.isBusy(one)) && now() - this.toldAt < BUSY)
        this.changedAt = now();
      if (this.isDone()) break;
      if (now() - this.begun > patience) {
        const left = this.all.filter((one) => one.outcome.exit === 'running').map((one) => one.program.name);
        throw new Error(`${left.join(', ')} did not come to rest: ${JSON.stringify(this.outcomes().programs)}`);
      }
      await pause(TICK);
      ticks++;
    }
    await this.askStacks();
  }

  /** Everything that was to end has ended, everything that was to be done is done, and what still runs has been at rest. */
  private isDone(): boolean {
    const open = this.all.some(
      ({ program, outcome, steps, killed, child }) =>
        !child || (outcome.exit === 'running' && (steps < program.stdin.length || (program.kill && !killed))),
    );
    const { expect } = this.scenario;
    const mayRun = (name: string): boolean => [expect[name]?.exit].flat().includes('running');
    const ends = this.all.some(({ program, outcome }) => outcome.exit === 'running' && !mayRun(program.name));
    if (open || ends) return false;
    return this.all.every(({ outcome }) => outcome.exit !== 'running') || now() - this.changedAt > SETTLED;
  }

  /** Does what is due for a program: starts it, types for it, kills it. */
  private tend(one: Running): void {
    const { program, child, outcome } = one;
    if (!child) {
      if (this.isSo(program.start, one)) this.start(one);
      return;
    }
    if (outcome.exit !== 'running') return;
    const step = program.stdin[one.steps];
    if (step && this.isSo(step.when, one)) {
      if (step.line === undefined) child.stdin!.end();
      else child.stdin!.write(`${step.line}\n`);
      one.steps++;
      this.did(one);
    }
    if (program.kill && !one.killed && this.isSo(program.kill.when, one, one.begunAt)) {
      child.kill(({ kill: 'SIGKILL', term: 'SIGTERM', int: 'SIGINT' } as const)[program.kill.signal]);
      one.killed = true;
      this.did(one);
    }
  }

  private did(one: Running): void {
    this.changedAt = this.toldAt = one.stepAt = now();
    for (const { program, outcome } of this.all) one.marks.set(program.name, outcome.stdout.length);
  }

  private isSo(when: Moment, one: Running, since = one.stepAt): boolean {
    switch (when.is) {
      case 'at':
        return now() - this.begun >= when.at / 1e6;
      case 'after':
        return now() - since >= when.by / 1e6;
      case 'bound':
        return this.isBound(when.port);
      case 'exits':
        return this.named(when.program).outcome.exit !== 'running';
      case 'text':
        return this.newText(one, this.named(when.of ?? one.program.name)).includes(when.text);
      case 'prompt':
        return one.outcome.stdout.endsWith(when.text) && this.readsInput(one);
      case 'reads':
        return this.readsInput(one);
    }
  }

  private newText(one: Running, of: Running): string {
    return of.outcome.stdout.slice(one.marks.get(of.program.name) ?? 0);
  }

  private named(name: string): Running {
    return this.all.find(({ program }) => program.name === name)!;
  }

  /** Its interpreter has not come as far as the program yet. */
  private isBeginning({ program, child, outcome, stacks }: Running): boolean {
    return program.file !== undefined && child !== undefined && outcome.exit === 'running' && !existsSync(stacks);
  }

  /** Some thread of it computes or waits for the disk. */
  private isBusy({ child, outcome }: Running): boolean {
    if (!child || outcome.exit !== 'running') return false;
    try {
      const tasks = `/proc/${child.pid}/task`;
      return readdirSync(tasks).some((task) => !/\) S /.test(readFileSync(`${tasks}/${task}/stat`, 'latin1')));
    } catch {
      return false;
    }
  }

  /** Some thread of it stands in read(0, …). */
  private readsInput({ child }: Running): boolean {
    const read = process.arch === 'arm64' ? '63 0x0 ' : '0 0x0 ';
    try {
      const tasks = `/proc/${child!.pid}/task`;
      return readdirSync(tasks).some((task) => readFileSync(`${tasks}/${task}/syscall`, 'latin1').startsWith(read));
    } catch {
      return false; // it has just ended
    }
  }

  private isBound(port: number): boolean {
    const hex = port.toString(16).toUpperCase().padStart(4, '0');
    const net = `/proc/${this.holder!.pid}/net`;
    const tcp = new RegExp(`^ *\\d+: [0-9A-F]{8}:${hex} [0-9A-F:]+ 0A `, 'm');
    const udp = new RegExp(`^ *\\d+: [0-9A-F]{8}:${hex} [0-9A-F:]+ 07 `, 'm');
    return tcp.test(readFileSync(`${net}/tcp`, 'latin1')) || udp.test(readFileSync(`${net}/udp`, 'latin1'));
  }

  private start(one: Running): void {
    const { program } = one;
    const { file, argv, run, host } = program;
    const command =
      run === undefined ? [python, file!, ...argv] : ['sh', '-c', `exec ${run.replace(/\bpython\b/g, 'python3')}`];
    const target = String(this.holder!.pid);
    one.child = spawn(
      'nsenter',
      ['--target', target, '--net', '--uts', '--mount', `--wd=${join(this.folder, host)}`, '--', ...command],
      {
        stdio: ['pipe', 'pipe', 'pipe'],
        cwd: join(this.folder, host),
        env: {
          PATH: `${dirname(python)}:${process.env['PATH']}`,
          LANG: 'C.UTF-8',
          TZ: 'UTC',
          PYTHONUNBUFFERED: '1',
          PYTHONDONTWRITEBYTECODE: '1',
          PYTHONHASHSEED: '0',
          PYTHONPATH: join(this.folder, 'site'),
          STACKS_TO: one.stacks,
        },
      },
    );
    one.begunAt = one.stepAt = now();
    this.did(one);
    const { child, outcome } = one;
    child.stdin!.on('error', () => {}); // it has ended with something typed for it
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream]!.setEncoding('utf8').on('data', (text: string) => {
        outcome[stream] += text;
        this.changedAt = this.toldAt = now();
      });
    child.on('close', (status, signal) => {
      outcome.exit = status ?? 128 + ({ SIGKILL: 9, SIGTERM: 15, SIGINT: 2 }[signal as string] ?? 0);
      this.changedAt = now();
    });
  }

  /** Has each program that runs write where its threads are. */
  private async askStacks(): Promise<void> {
    for (const one of this.all) {
      if (one.outcome.exit !== 'running') continue;
      one.child!.kill('SIGUSR1');
      for (let i = 0; i < 100 && !(existsSync(one.stacks) && statSync(one.stacks).size > 0); i++) await pause(TICK);
      await pause(TICK);
      const text = existsSync(one.stacks) ? readFileSync(one.stacks, 'utf8') : '';
      one.outcome.waits = waitsIn(text, join(this.folder, one.program.host));
    }
  }

  outcomes(): Outcomes {
    const files = new Map<string, Uint8Array>();
    for (const host of Object.keys(this.scenario.hosts)) {
      const root = join(this.folder, host);
      for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' }))
        if (statSync(join(root, path)).isFile()) files.set(`${host}:${path}`, readFileSync(join(root, path)));
    }
    return {
      programs: Object.fromEntries(this.all.map(({ program, outcome }) => [program.name, { ...outcome }])),
      file: (host, path) => {
        const bytes = files.get(`${host}:${path}`);
        return bytes && { size: bytes.length, bytes };
      },
    };
  }

  close(): void {
    for (const { child, outcome } of this.all) if (outcome.exit === 'running') child?.kill('SIGKILL');
    this.holder?.stdin!.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The innermost line of each thread in a file of the student's, from a dump of all threads; the main thread comes last there. */
function waitsIn(dump: string, root: string): string[] {
  return dump
    .split(/^(?:Current thread|Thread) /m)
    .slice(1)
    .map((thread) =>
      [...thread.matchAll(/File "([^"]+)", line (\d+)/g)].find(
        ([, path]) => !path!.startsWith('/') || path!.startsWith(root),
      ),
    )
    .flatMap((found) => (found ? [`${found[1]!.replace(/^.*\//, '')}:${found[2]}`] : []))
    .reverse();
}
