// `classroom port`: connects one port of a simulated network with the outside, and lets it run at the pace of the wall.
import { closeSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { formatDuration, formatInstant, parseDuration, type Nanoseconds } from '../base/time.ts';
import { LivePort } from '../live/livePort.ts';
import { wallClock } from '../live/pace.ts';
import { captureOf } from '../sim/capture.ts';
import '../sim/equipment.ts';
import { endOf, type History } from '../sim/history.ts';
import type { Lab } from '../sim/lab.ts';
import { withLivePort } from '../sim/livePort.ts';
import { portNamed, portText } from '../sim/place.ts';
import { pcapngChunks } from '../wire/pcapng.ts';
import { loadWords } from '../words/load.ts';
import { BAD_INPUT, type Options, type Subcommand, type Terminal } from './command.ts';
import { orTell, readLabFile } from './files.ts';
import { openForWriting, writeLog } from './logFile.ts';
import { doTyped, HOW_TO_TYPE, ProgramOutput } from './portConsole.ts';
import { servePort, type PortServing } from './portServer.ts';

const OPEN_TO_ALL = 'anyone-on-the-network-may-connect';

export const port: Subcommand = {
  use: 'port LAB --at PORT --listen 127.0.0.1:PORT',
  does: [
    'Connects one port of a simulated network with the outside: a real program gives and gets Ethernet frames on a TCP stream, each behind its length',
    '(four octets, big-endian; without FCS), as QEMU does: -netdev socket,id=n,connect=127.0.0.1:PORT or -netdev stream. The run keeps pace with the',
    'clock on the wall, every frame that comes in is logged, and `run LAB --log FILE` gives the same run again. One peer at a time. The port must be one',
    `without a cable. What is typed goes to the simulated hosts: ${HOW_TO_TYPE}.`,
    'Ends with Ctrl-C. Status 0: it ran; 1: a mistake of ours; 2: it could not begin.',
  ].join('\n'),
  options: {
    at: { value: 'PORT', help: 'the port of a switch, router or host that gets the live end (S12.8)' },
    listen: { value: 'ADDRESS', help: 'where the other side connects: 127.0.0.1:4711; port 0: any that is free' },
    pcapng: { value: 'FILE', help: 'writes the frames at the live port as pcapng when it ends, for Wireshark' },
    log: { value: 'FILE', help: 'writes the log of the run when it ends, for `run LAB --log FILE`' },
    seed: { value: 'N', help: "luck, instead of the lab's own" },
    for: { value: 'TIME', help: 'ends by itself after this time (60s)' },
    [OPEN_TO_ALL]: {
      help: 'lets --listen have an address that is not 127.0.0.1: whoever reaches it can send any frame into the lab and read all that comes out',
    },
  },
  words: { least: 1, most: 1 },
  async run([path = ''], options, terminal) {
    const settings = readSettings(options, terminal);
    const lab = orTell(readLabFile(path, terminal.cwd), terminal);
    if (!settings || !lab) return BAD_INPUT;
    const wired = withLivePort(lab, settings.at);
    if (!wired.ok) {
      terminal.err(`port: --at ${settings.at}: ${wired.message}`);
      return BAD_INPUT;
    }
    return serve(wired.value, settings, options, terminal);
  },
};

interface Settings {
  at: string;
  host: string;
  port: number;
  seed?: number;
  time?: Nanoseconds;
}

function readSettings(options: Options, terminal: Terminal): Settings | undefined {
  const mistakes: string[] = [];
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined);
  const at = text('at');
  if (at === undefined) mistakes.push('port: --at is missing: the port that gets the live end (--at S12.8)');
  const [seed, time] = [text('seed'), text('for')];
  if (seed !== undefined && !(/^\d{1,10}$/.test(seed) && Number(seed) <= 0xffff_ffff))
    mistakes.push(`port: --seed ${seed}: a whole number up to ${0xffff_ffff}`);
  const limit = time === undefined ? undefined : parseDuration(time);
  if (time !== undefined && limit === undefined)
    mistakes.push(`port: --for ${time}: a time with its unit, such as 60s`);
  const listen = text('listen');
  const address = listen === undefined ? undefined : addressOf(listen);
  if (listen === undefined)
    mistakes.push('port: --listen is missing: where the other side connects (--listen 127.0.0.1:4711)');
  else if (!address) mistakes.push(`port: --listen ${listen}: an address and a port, such as 127.0.0.1:4711`);
  else if (!isLoopback(address.host) && options[OPEN_TO_ALL] !== true)
    mistakes.push(`port: --listen ${listen}: other machines could reach this; 127.0.0.1, or say --${OPEN_TO_ALL}`);
  for (const line of mistakes) terminal.err(line);
  if (mistakes.length || at === undefined || !address) return undefined;
  return {
    at,
    ...address,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    ...(limit === undefined ? {} : { time: limit }),
  };
}

/** Numbers only: what a name means is for others to say. */
function addressOf(text: string): { host: string; port: number } | undefined {
  const found = /^(?:(\d{1,3}(?:\.\d{1,3}){3})|\[([0-9a-fA-F:.]+)\]|(localhost)):(\d{1,5})$/.exec(text);
  if (!found || Number(found[4]) > 65_535) return undefined;
  return { host: found[3] ? '127.0.0.1' : (found[1] ?? found[2])!, port: Number(found[4]) };
}

const isLoopback = (host: string): boolean => /^127(\.\d{1,3}){3}$/.test(host) || host === '::1';

interface Files {
  log?: number;
  pcapng?: number;
}

/** Opened when the run begins: afterwards it would be too late to hear that it cannot be kept. */
function openFiles(options: Options, terminal: Terminal): Files | undefined {
  const files: Files = {};
  for (const name of ['log', 'pcapng'] as const) {
    const path = options[name];
    if (typeof path !== 'string') continue;
    const opened = openForWriting(path, terminal.cwd);
    if (opened.ok) files[name] = opened.file;
    else terminal.err(`port: --${name} ${path}: this cannot be written (${opened.why})`);
    if (!opened.ok) return undefined;
  }
  return files;
}

async function serve(lab: Lab, settings: Settings, options: Options, terminal: Terminal): Promise<number> {
  const live = new LivePort(lab, settings.seed ?? lab.seed, wallClock, hexOf);
  const { state } = live.history.live;
  const place = portText(state, portNamed(state, settings.at)!);
  let status = 0;
  let fail = (): void => undefined;
  const failed = new Promise<void>((resolve) => (fail = resolve));
  let serving: PortServing;
  try {
    const output = new ProgramOutput();
    const print = (): void => output.lines(live.history).forEach(terminal.out);
    serving = await servePort(live, settings, terminal.out, print, (error) => {
      terminal.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
      status = 1;
      fail();
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EADDRINUSE' ? 'somebody else has it' : (code ?? String(error));
    terminal.err(`port: --listen ${settings.host}:${settings.port}: this cannot be listened on (${why})`);
    return BAD_INPUT;
  }
  const files = openFiles(options, terminal);
  if (!files) {
    await serving.close();
    return BAD_INPUT;
  }
  const host = serving.host.includes(':') ? `[${serving.host}]` : serving.host;
  terminal.out(`ready: ${place} of ${lab.name} is live at ${host}:${serving.port}`);
  const silent = await readTyped(live, serving, terminal);
  await Promise.race([toldToEnd(settings.time, terminal), failed]);
  silent();
  await serving.close();
  terminal.out(summary(live, serving));
  if (files.pcapng !== undefined) writeCapture(files.pcapng, live.history, place);
  if (files.log !== undefined) writeLog(files.log, live.history, settings.at);
  return status;
}

const hexOf = (octets: Uint8Array): string =>
  Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('hex');

/** Does what is typed from now on. Gives how to stop reading. */
async function readTyped(live: LivePort, serving: PortServing, { input, err }: Terminal): Promise<() => void> {
  if (!input) return () => undefined;
  const words = await loadWords('en');
  const lines = createInterface({ input, terminal: false });
  lines.on('line', (line) => {
    doTyped(live, line, words, (wrong) => err(`port: ${wrong}`));
    serving.wake();
  });
  return () => {
    lines.close();
    input.pause();
  };
}

/** Ctrl-C, or being asked to end, or the time is up. */
function toldToEnd(time: Nanoseconds | undefined, { interrupted }: Terminal): Promise<void> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const end = (): void => {
      clearTimeout(timer);
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, end);
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
    interrupted?.addEventListener('abort', end, { once: true });
    if (interrupted?.aborted) end();
    if (time !== undefined) timer = setTimeout(end, Math.min(0x7fff_ffff, time / 1e6));
  });
}

function summary({ history, counts }: LivePort, { lost }: PortServing): string {
  const parts = [
    `${formatInstant(endOf(history))} s`,
    `in: ${counts.framesIn} frames, ${counts.octetsIn} octets`,
    `out: ${counts.framesOut} frames, ${counts.octetsOut} octets`,
  ];
  if (lost.nobody) parts.push(`${lost.nobody} of them while nobody was connected`);
  if (lost.full) parts.push(`${lost.full} of them dropped because the peer read too slowly`);
  if (counts.slips)
    parts.push(`the simulation was too slow ${counts.slips} times, by ${formatDuration(counts.slipped)}`);
  return parts.join('; ');
}

function writeCapture(file: number, history: History, place: string): void {
  const { record, live } = history;
  for (const chunk of pcapngChunks(captureOf(record, live.state, { at: [place] }))) writeSync(file, chunk);
  closeSync(file);
}
