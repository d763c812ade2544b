// Runs a page of dated lines against a TCP layer: calls, segments that arrive, segments that must leave, at exactly these times.
import { luckFor } from '../../../src/base/rng.ts';
import { formatDuration, MILLISECOND, parseDuration } from '../../../src/base/time.ts';
import { NEVER } from '../../../src/base/time.ts';
import { defaultTcpOptions, type TcpOptions } from '../../../src/stack/tcp/options.ts';
import { addConnection } from '../../../src/stack/tcp/connections.ts';
import { icmpError } from '../../../src/stack/tcp/icmp.ts';
import { initialSequenceNumber } from '../../../src/stack/tcp/isn.ts';
import {
  accept,
  closeListener,
  connect,
  createTcpLayer,
  listen,
  type Listener,
  packetArrives,
  settle,
  tickLayer,
  type TcpLayer,
} from '../../../src/stack/tcp/layer.ts';
import { STATES, type State } from '../../../src/stack/tcp/states.ts';
import { createTcb, type Ends, type Tcb } from '../../../src/stack/tcp/tcb.ts';
import * as user from '../../../src/stack/tcp/user.ts';
import { add } from '../../../src/wire/seqnum.ts';
import { describe, encodeLine, frameOf, octet, readLine, spell, stream, type Between } from './frames.ts';
import { wire, type Wire } from './wire.ts';

export interface Script {
  name: string;
  /** File, and the number of its first line in it. */
  file: string;
  line: number;
  lines: string[];
}

/** The scripts of a file: each begins with `== name`. */
export function readScripts(file: string, text: string): Script[] {
  const scripts: Script[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    const title = /^== (.*)$/.exec(line);
    if (title) scripts.push({ name: title[1], file, line: i + 1, lines: [] });
    else scripts.at(-1)?.lines.push(line);
  }
  return scripts;
}

const US = 0xc0a8_0c01;
const THEM = 0xc0a8_0c02;
const PEER_ISN = 5000;

interface Run {
  layer: TcpLayer;
  out: Wire;
  options: TcpOptions;
  start: number;
  now: number;
  ends: Ends;
  peerIsn: number;
  listener?: Listener;
  tcb?: Tcb;
  /** Segments that have been looked at; octets that the user has sent and read on `tcb`. */
  seen: number;
  sent: number;
  read: number;
  log: string[];
}

/** Throws with the place and all that was sent, where something else happens than what stands there. */
export function runScript(script: Script): void {
  const run = prepare(script);
  for (const [i, raw] of script.lines.entries()) {
    const text = raw.replace(/#.*$/, '').trim();
    if (!text || /^(option|mtu|isn|peer-isn)\b/.test(text)) continue;
    try {
      perform(run, text);
    } catch (error) {
      const log = run.log.length ? `\n${run.log.join('\n')}` : '';
      throw new Error(`${script.file}:${script.line + i + 1} ${text}\n${(error as Error).message}${log}`, {
        cause: error,
      });
    }
  }
  const rest = run.out.sent.length - run.seen;
  if (rest) throw new Error(`${script.file}:${script.line} ${rest} segments more were sent\n${run.log.join('\n')}`);
}

/** Plain segments: what options there are, a script asks for. */
const BASE: TcpOptions = { ...defaultTcpOptions, windowScale: false, sack: false, timestamps: false };

function prepare(script: Script): Run {
  const out = wire();
  const options = { ...BASE };
  const ends = { localIp: US, localPort: 49152, remoteIp: THEM, remotePort: 9000 };
  const run: Run = {
    ...{ layer: createTcpLayer(luckFor(1, script.name, 'isn')), out, options, start: 0, now: 0, ends },
    ...{ peerIsn: PEER_ISN, seen: 0, sent: 0, read: 0, log: [] },
  };
  let isn = 0x1000_0000;
  for (const line of script.lines) {
    const [word, ...rest] = line.replace(/#.*$/, '').trim().split(/\s+/);
    if (word === 'option') setOption(options, rest[0], rest.slice(1).join(' '));
    if (word === 'mtu') out.mtu = Number(rest[0]);
    if (word === 'isn') isn = Number(rest[0]);
    if (word === 'peer-isn') run.peerIsn = Number(rest[0]);
    if (/^listen$/.test(rest[0] ?? '') && word !== 'option')
      Object.assign(ends, { localPort: 9000, remotePort: 40000 });
  }
  // The clock of ISNs is set so that this side's first number is the one wanted.
  run.start = add(isn, -initialSequenceNumber(run.layer.secret, ends, 0)) * 4000;
  return run;
}

function setOption(options: TcpOptions, name: string, value: string): void {
  if (!(name in options)) throw new Error(`no option ${name}`);
  const duration = parseDuration(value);
  const words: Record<string, unknown> = { on: true, off: false };
  const read = value in words ? words[value] : (duration ?? (/^\d+$/.test(value) ? Number(value) : value));
  Object.assign(options, { [name]: read });
}

/** Lines that only look: they may stand before the segments of the same instant. */
const LOOKS = new Set(['check', 'says', 'state', 'error', 'event', 'connections', 'timers', 'walks']);

function perform(run: Run, text: string): void {
  const [, plus, when, does] = /^(\+?)(0|[\d.]+ (?:ns|us|ms|s|min|h))\s+(\S.*)$/.exec(text) ?? [];
  const time = when === '0' ? 0 : parseDuration(when ?? '');
  if (time === undefined) throw new Error('a line begins with a time, such as 10 ms');
  const relative = plus === '+';
  const rest = does.split(/\s+/);
  const at = relative ? run.now + time : run.start + time;
  if (at < run.now) throw new Error('goes back in time');
  const expecting = rest[0] === '>';
  advance(run, at, expecting);
  if (!expecting && !LOOKS.has(rest[0]) && run.out.sent.length > run.seen) unexpected(run);
  act(run, rest.join(' '));
}

/** Lets timers run up to `at`. A segment before it is one that nobody expects, unless the line is about one. */
function advance(run: Run, at: number, expecting: boolean): void {
  while (run.layer.nextWake <= at) {
    if (run.out.sent.length > run.seen && run.layer.nextWake > run.now) unexpected(run);
    run.now = Math.max(run.now, run.layer.nextWake);
    tickLayer(run.layer, run.now, run.out);
    note(run);
  }
  if (run.out.sent.length > run.seen && !expecting && at > run.now) unexpected(run);
  if (run.out.sent.length > run.seen && expecting && at > run.now) unexpected(run);
  run.now = at;
}

function unexpected(run: Run): never {
  throw new Error(`nobody expects ${spellSent(run, run.seen)} at ${clock(run)}`);
}

const clock = (run: Run): string => formatDuration(run.now - run.start);

function between(run: Run): Between {
  const isn = run.tcb?.iss ?? 0;
  const tsBase = (run.tcb?.tsOffset ?? 0) + Math.floor(run.start / MILLISECOND);
  return {
    ...{ src: US, dst: THEM, srcport: run.ends.localPort, dstport: run.ends.remotePort },
    ...{ isn, ackIsn: run.peerIsn, tsBase },
  };
}

function spellSent(run: Run, index: number): string {
  const { bytes, why } = run.out.sent[index];
  return `${spell(describe(bytes, between(run)))} (${why})`;
}

/** The connection with the peer's port, the newest of them. One that has ended stays until there is another. */
function follow(run: Run): void {
  const { connections } = run.layer;
  if (run.tcb && connections.includes(run.tcb)) return;
  const known = connections.findLast((one) => one.remotePort === run.ends.remotePort);
  if (known) run.tcb = known;
}

const noted = new WeakMap<Run, number>();
function note(run: Run): void {
  follow(run);
  for (let i = noted.get(run) ?? 0; i < run.out.sent.length; i++)
    run.log.push(`  ${clock(run)} > ${spellSent(run, i)}`);
  noted.set(run, run.out.sent.length);
}

function act(run: Run, text: string): void {
  const [word, ...rest] = text.split(' ');
  const does = ACTS[word];
  if (!does) throw new Error(`no such line: ${word}`);
  does(run, rest);
  note(run);
}

const expectSame = (found: unknown, wanted: unknown): void => {
  if (found !== wanted) throw new Error(`found ${String(found)}, not ${String(wanted)}`);
};

const current = (run: Run): Tcb => {
  follow(run);
  if (!run.tcb) throw new Error('there is no connection');
  return run.tcb;
};

/** A call on the connection, and what the layer does after it. */
function call<T>(run: Run, does: (tcb: Tcb) => T): T {
  const tcb = current(run);
  const result = does(tcb);
  settle(run.layer, tcb, run.out);
  return result;
}

const ACTS: Record<string, (run: Run, words: string[]) => void> = {
  connect: (run) => {
    run.tcb = connect(run.layer, run.ends, run.out.mtu, run.options, run.now, run.out);
  },
  listen: (run, [backlog]) => {
    run.listener = listen(run.layer, 0, 9000, backlog ? Number(backlog) : 8, run.options);
  },
  unlisten: (run) => closeListener(run.layer, run.listener!, run.now, run.out),
  accept: (run, [wanted]) => {
    const tcb = accept(run.layer, run.listener!);
    expectSame(tcb ? 'connection' : 'nothing', wanted ?? 'connection');
    if (tcb) run.tcb = tcb;
  },
  /** From here on segments come from, and calls are for, another connection of the peer: its port. */
  port: (run, [port]) => {
    run.ends.remotePort = Number(port);
    delete run.tcb;
    run.sent = 0;
    run.read = 0;
  },
  send: (run, [count, , wanted]) => {
    const bytes = stream(0, run.sent, run.sent + Number(count));
    const taken = call(run, (tcb) => user.userSend(tcb, bytes, run.now, run.out));
    expectSame(taken, wanted === undefined ? Number(count) : /^\d+$/.test(wanted) ? Number(wanted) : wanted);
    if (typeof taken === 'number') run.sent += taken;
  },
  recv: (run, words) => receive(run, words, false),
  peek: (run, words) => receive(run, words, true),
  shutdown: (run, [, wanted]) =>
    expectSame(
      call(run, (tcb) => user.shutdownSend(tcb, run.now, run.out)),
      wanted,
    ),
  'shutdown-read': (run) => call(run, (tcb) => user.shutdownReceive(tcb)),
  close: (run) => call(run, (tcb) => user.close(tcb, run.now, run.out)),
  abort: (run) => call(run, (tcb) => user.abort(tcb, run.now, run.out)),
  set: (run, [name, ...value]) => setOption(current(run).options, name, value.join(' ')),
  down: (run) => void (run.out.down = true),
  up: (run) => void (run.out.down = false),
  /** The interface takes other packets than before. */
  mtu: (run, [octets]) => void (run.out.mtu = Number(octets)),
  icmp: (run, [type, code, ...rest]) => {
    const value = (name: string, otherwise: number): number =>
      rest.includes(name) ? Number(rest[rest.indexOf(name) + 1]) : otherwise;
    call(run, (tcb) => {
      const seq = value('seq', 1);
      icmpError(tcb, Number(type), Number(code), value('mtu', 0), add(tcb.iss, seq), run.now, run.out);
    });
  },
  state: (run, [wanted]) => expectSame(current(run).state, wanted),
  error: (run, [wanted]) => expectSame(current(run).error ?? 'none', wanted),
  event: (run, [wanted]) => {
    const { id } = current(run);
    if (!run.out.events.some((one) => one.id === id && one.what === wanted)) throw new Error('was not told');
    run.out.events = [];
  },
  says: (run, [why]) => {
    if (!run.out.said.some((one) => one.why === why))
      throw new Error(`says only ${[...new Set(run.out.said.map((one) => one.why))].join(', ')}`);
    run.out.said = [];
  },
  /** Some connection has gone this way at this instant. */
  walks: (run, [from, to]) => {
    const x = STATES.indexOf(from as State);
    const y = STATES.indexOf(to as State);
    if (!run.out.said.some((one) => one.why === 'tcp-state' && one.x === x && one.y === y)) throw new Error('did not');
  },
  /** OPEN of RFC 9293, on one record: the passive one can be made active. */
  open: (run, [how]) => {
    const { layer, ends, out, now } = run;
    if (how === 'passive') {
      run.tcb = createTcb(layer.nextId++, ends, out.mtu, run.options, now);
      user.openPassive(run.tcb, now, out);
      addConnection(layer, run.tcb);
      return;
    }
    user.openActive(run.tcb!, layer.secret, now, out);
    settle(layer, run.tcb!, out);
  },
  check: (run, [name, ...value]) => check(run, name, value.join(' ')),
  connections: (run, [count]) => expectSame(run.layer.connections.length, Number(count)),
  nothing: () => {},
  timers: (run, [wanted]) =>
    expectSame(run.layer.connections.every((one) => wakesNever(one)) ? 'none' : 'some', wanted),
  '<': (run, words) => {
    const { src, dst, srcport, dstport, isn, ackIsn, tsBase } = between(run);
    const peer = { src: dst, dst: src, srcport: dstport, dstport: srcport, isn: ackIsn, ackIsn: isn, tsBase };
    const bytes = encodeLine(readLine(words.join(' ')), peer);
    run.log.push(`  ${clock(run)} < ${words.join(' ')}`);
    packetArrives(run.layer, bytes, frameOf, bytes.length - frameOf, THEM, US, run.now, run.out);
  },
  '>': (run, words) => {
    const why = /^\((.*)\)$/.exec(words.at(-1)!)?.[1];
    const wanted = readLine(words.slice(0, why ? -1 : undefined).join(' '));
    follow(run);
    const next = run.out.sent[run.seen];
    if (!next) throw new Error(`nothing is sent at ${clock(run)}`);
    run.seen++;
    const found = describe(next.bytes, between(run));
    for (const key of ['ack', 'win', 'options'] as const) if (wanted[key] === undefined) delete found[key];
    expectSame(
      spell(found),
      spell({ ...wanted, flags: [...'SFRP.UEW'].filter((one) => wanted.flags.includes(one)).join('') }),
    );
    if (why) expectSame(next.why, why);
  },
};

const wakesNever = (tcb: Tcb): boolean =>
  [tcb.rtoAt, tcb.persistAt, tcb.delackAt, tcb.keepAt, tcb.closeAt, tcb.lingerAt].every((at) => at === NEVER);

function receive(run: Run, [most, , wanted]: string[], look: boolean): void {
  const result = call(run, (tcb) => user.userReceive(tcb, Number(most), run.now, run.out, look));
  if (typeof result === 'string') expectSame(result, wanted);
  else {
    expectSame(result.length, wanted === 'end' ? 0 : Number(wanted));
    for (let i = 0; i < result.length; i++)
      if (result[i] !== octet(1, run.read + i)) throw new Error(`octet ${run.read + i} was read wrong`);
    if (!look) run.read += result.length;
  }
}

/** Values of the record: octets, durations with their unit, or numbers relative to the first. */
function check(run: Run, name: string, value: string): void {
  const tcb = current(run);
  const all: Record<string, unknown> = { ...tcb, ...tcb.congestion, unread: tcb.recv.used, unsent: tcb.send.used };
  if (!(name in all)) throw new Error(`nothing is called ${name}`);
  const duration = parseDuration(value);
  const found = all[name];
  if (duration !== undefined) expectSame(formatDuration(found as number), formatDuration(duration));
  else expectSame(String(found), value);
}
