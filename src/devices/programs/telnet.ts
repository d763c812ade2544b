// telnet: a connection in line mode (RFC 854), in the words of the Linux client. A typed line leaves with CR LF; options are all refused.

import { formatIpv4 } from '../../wire/address.ts';
import type { HostState } from '../host/host.ts';
import { isOutputFull, pauseInput, PIPE_CAPACITY, resumeInput } from '../host/pipes.ts';
import { print, put, putOctets } from '../host/output.ts';
import { exitWith, fail } from '../host/processes.ts';
import type { ProcessState } from '../host/process.ts';
import type { Program } from '../host/program.ts';
import type { Surroundings } from '../surroundings.ts';
import { errnoText } from './errno.ts';
import { addressOf } from './names.ts';
import { readOptions, readWhole } from './options.ts';
import { portOf } from './services.ts';
import { connectionOn, endWriting, flush, linkOf, openTo, receive, write, type Link } from './stream.ts';
import { createTelnetReader, readTelnet, typedText, type TelnetReader } from './telnetText.ts';

interface TelnetData {
  link: Link;
  name: string;
  connected: boolean;
  /** After the escape character a command is awaited instead of text. */
  commanding: boolean;
  reader: TelnetReader;
}

const TELNET_PORT = 23;
const SIZE = 8192;
/** The escape character, Ctrl and `]`, as an octet or as it is written, alone in a line. */
const isEscape = (line: string): boolean => line === '\u001d' || line === '^]';
const COMMANDS = `Commands may be abbreviated.  Commands are:

close\tclose current connection
quit\texit telnet
status\tprint status information`;

const dataOf = (process: ProcessState): TelnetData => process.data as TelnetData;

export const telnet: Program = {
  start(process, host, out) {
    const { operands, mistake } = readOptions(process.argv, '48EL');
    const refuse = (text: string): void => fail(host, process, 1, text, out);
    if (mistake) return refuse(`telnet: ${mistake}\nUsage: telnet [-4] host [port]`);
    const [name, service = String(TELNET_PORT)] = operands;
    if (name === undefined || operands.length > 2) return refuse('Usage: telnet [-4] host [port]');
    const ip = addressOf(host, name);
    if (ip === undefined) return refuse(`telnet: could not resolve ${name}/${service}: Name or service not known`);
    const port = readWhole(service, 1, 65_535) ?? portOf(service);
    if (port === undefined) {
      return refuse(`telnet: could not resolve ${name}/${service}: Servname not supported for ai_socktype`);
    }
    print(host, process, `Trying ${formatIpv4(ip)}...`, out);
    const opened = openTo(host, process, 'stream', { ip, port }, out);
    if (!opened.ok) return refuse(`telnet: Unable to connect to remote host: ${errnoText(opened.failure)}`);
    const data: TelnetData = {
      link: linkOf(opened.fd),
      name,
      connected: false,
      commanding: false,
      reader: createTelnetReader(),
    };
    process.data = data;
  },

  socket(process, host, _event, out) {
    const data = dataOf(process);
    if (!data.connected) {
      const state = connectionOn(host, process, data.link.fd, out);
      if (state === 'connecting') return;
      if (state !== 'connected') {
        return fail(host, process, 1, `telnet: Unable to connect to remote host: ${errnoText(state)}`, out);
      }
      data.connected = true;
      print(host, process, `Connected to ${data.name}.\nEscape character is '^]'.`, out);
      if (process.exit !== undefined) return;
    }
    const failure = flush(host, process, data.link, out);
    if (failure) return end(host, process, failure, out);
    readOn(host, process, out);
    if (process.exit === undefined && data.link.octets < PIPE_CAPACITY) resumeInput(host, process, out);
  },

  input(process, host, octets, out) {
    const data = dataOf(process);
    const text = new TextDecoder().decode(octets);
    if (data.commanding) return command(host, process, text.trim(), out);
    if (isEscape(text.trimEnd())) {
      data.commanding = true;
      return put(host, process, '\ntelnet> ', out);
    }
    const failure = data.connected
      ? write(host, process, data.link, typedText(octets), out)
      : hold(data.link, typedText(octets));
    if (failure) end(host, process, failure, out);
    else if (data.link.octets >= PIPE_CAPACITY) pauseInput(process);
  },

  inputEnds(process, host, out) {
    const data = dataOf(process);
    if (data.connected) endWriting(host, process, data.link, out);
    else data.link.ends = true;
  },

  outputTaken(process, host, out) {
    if (dataOf(process).connected) readOn(host, process, out);
  },

  /** As on a real terminal: Ctrl-C while it connects ends it; afterwards there is `^]`, but whoever presses Ctrl-C here wants it to end. */
  interrupt(process, host, out) {
    print(host, process, '^C', out);
    exitWith(host, process, 130, out);
  },
};

/** What is typed before there is a connection waits for it. */
function hold(link: Link, octets: Uint8Array): undefined {
  link.waiting.push(octets);
  link.octets += octets.length;
}

function readOn(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  if (isOutputFull(host, process)) return;
  const take = (octets: Uint8Array): boolean => {
    const { text, answer } = readTelnet(data.reader, octets);
    if (answer.length) write(host, process, data.link, answer, out);
    if (text.length) putOctets(host, process, text, out);
    return process.exit === undefined && !isOutputFull(host, process);
  };
  const came = receive(host, process, data.link.fd, SIZE, take, out);
  if (came !== 'later' && process.exit === undefined) end(host, process, came, out);
}

function end(host: HostState, process: ProcessState, why: string, out: Surroundings): void {
  if (why !== 'end' && why !== 'EPIPE') return fail(host, process, 1, `telnet: ${errnoText(why)}`, out);
  fail(host, process, 1, 'Connection closed by foreign host.', out);
}

function command(host: HostState, process: ProcessState, words: string, out: Surroundings): void {
  const data = dataOf(process);
  data.commanding = false;
  const is = (name: string): boolean => words !== '' && name.startsWith(words);
  if (is('quit') || is('close')) {
    print(host, process, 'Connection closed.', out);
    return exitWith(host, process, 0, out);
  }
  if (is('status')) {
    const state = data.connected ? `Connected to ${data.name}.` : 'No connection.';
    return print(host, process, `${state}\nOperating in obsolete linemode\nEscape character is '^]'.`, out);
  }
  if (words === '?' || is('help')) print(host, process, COMMANDS, out);
  else if (words) print(host, process, '?Invalid command', out);
}
