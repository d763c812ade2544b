// echo-server: gives back what it is sent, over TCP or UDP (RFC 862), to many clients at once; on order with a small buffer, and late.

import { formatIpv4 } from '../../wire/address.ts';
import type { HostState } from '../host/host.ts';
import { fail } from '../host/processes.ts';
import { print } from '../host/output.ts';
import type { ProcessState } from '../host/process.ts';
import { wakeProcess, type Program } from '../host/program.ts';
import { callSocket } from '../host/sockets.ts';
import { octetsText } from '../host/socketText.ts';
import type { Surroundings } from '../surroundings.ts';
import { errnoText } from './errno.ts';
import { readOptions, readSeconds, readWhole } from './options.ts';
import { acceptOn, closeFd, endWriting, flush, linkOf, openAt, write, type Endpoint, type Link } from './stream.ts';

interface EchoOptions {
  port: number;
  udp: boolean;
  verbose: boolean;
  /** Octets that one recv asks for. */
  size: number;
  /** How long after it could have read it reads, ns. Then each recv is late. */
  late: number;
}

interface Client {
  link: Link;
  peer: Endpoint;
  /** When it reads next; Infinity: at the next news. */
  readAt: number;
}

interface EchoData {
  options: EchoOptions;
  listener: number;
  clients: Client[];
}

const USAGE = `Usage: echo-server [-uv] [-p port] [-s octets] [-d seconds]
  -u          UDP instead of TCP
  -p port     listen there (7)
  -s octets   read so many at a time (1024)
  -d seconds  read so late (0)
  -v          print what is read`;
const ECHO_PORT = 7;
const BACKLOG = 5;
const MOST = 65_536;

const dataOf = (process: ProcessState): EchoData => process.data as EchoData;
const nameOf = ({ ip, port }: Endpoint): string => `${formatIpv4(ip)}:${port}`;

export const echoServer: Program = {
  start(process, host, out) {
    const options = readEcho(process.argv);
    if (typeof options === 'string') return fail(host, process, 2, options, out);
    const at = { ip: 0, port: options.port };
    const opened = openAt(host, process, options.udp ? 'datagram' : 'stream', at, BACKLOG, out);
    if (!opened.ok) return fail(host, process, 1, `echo-server: ${opened.call}: ${errnoText(opened.failure)}`, out);
    const data: EchoData = { options, listener: opened.fd, clients: [] };
    process.data = data;
    print(host, process, `Listening on ${nameOf(at)} (${options.udp ? 'UDP' : 'TCP'})`, out);
    // A datagram socket is like one client that is always there.
    if (options.udp) data.clients.push({ link: linkOf(opened.fd), peer: at, readAt: Infinity });
  },

  socket(process, host, event, out) {
    const { listener, clients, options } = dataOf(process);
    if (event.fd === listener && !options.udp) return acceptAll(host, process, out);
    const client = clients.find((one) => one.link.fd === event.fd);
    if (client) serve(host, process, client, out);
  },

  wake(process, host, out) {
    for (const client of [...dataOf(process).clients]) {
      if (client.readAt > out.now || process.exit !== undefined) continue;
      client.readAt = Infinity;
      readOnce(host, process, client, out);
      serve(host, process, client, out);
    }
    keepTime(host, process, out);
  },
};

function readEcho(argv: readonly string[]): EchoOptions | string {
  const { given, operands, mistake } = readOptions(argv, 'uvp:s:d:');
  if (mistake) return `echo-server: ${mistake}\n${USAGE}`;
  const port = readWhole(given.get('p') ?? String(ECHO_PORT), 1, 65_535);
  const size = readWhole(given.get('s') ?? '1024', 1, MOST);
  const late = readSeconds(given.get('d') ?? '0');
  const wrong = port === undefined ? 'p' : size === undefined ? 's' : late === undefined ? 'd' : undefined;
  if (wrong) return `echo-server: invalid argument of -${wrong}: '${given.get(wrong)}'\n${USAGE}`;
  if (operands.length) return `echo-server: extra operand '${operands[0]}'\n${USAGE}`;
  return { port: port!, udp: given.has('u'), verbose: given.has('v'), size: size!, late: late! };
}

function acceptAll(host: HostState, process: ProcessState, out: Surroundings): void {
  const { listener, clients } = dataOf(process);
  for (let one = acceptOn(host, process, listener, out); one; one = acceptOn(host, process, listener, out)) {
    print(host, process, `${nameOf(one.peer)} connected`, out);
    const client: Client = { link: linkOf(one.fd), peer: one.peer, readAt: Infinity };
    clients.push(client);
    serve(host, process, client, out);
  }
}

/** Gives back what waits; and reads on once that has gone, as a program does whose send blocks. Late, where that was ordered. */
function serve(host: HostState, process: ProcessState, client: Client, out: Surroundings): void {
  // Whoever read what it prints may have gone meanwhile, and the client too.
  if (process.exit !== undefined || !dataOf(process).clients.includes(client)) return;
  const { options } = dataOf(process);
  const failure = options.udp ? undefined : flush(host, process, client.link, out);
  if (failure) return drop(host, process, client, errnoText(failure), out);
  if (options.late === 0) {
    while (client.link.octets === 0 && readOnce(host, process, client, out));
  } else if (client.link.octets === 0 && client.readAt === Infinity && isReadable(host, process, client, out)) {
    client.readAt = out.now + options.late;
    keepTime(host, process, out);
  }
}

function isReadable(host: HostState, process: ProcessState, { link }: Client, out: Surroundings): boolean {
  const polled = callSocket(host, process, { call: 'poll', fds: [link.fd] }, out);
  return polled.ok && polled.ready[0]!.readable && !polled.ready[0]!.invalid;
}

/** Reads once and gives that back. Tells whether there may be more. */
function readOnce(host: HostState, process: ProcessState, client: Client, out: Surroundings): boolean {
  const { options } = dataOf(process);
  const { fd } = client.link;
  const read = callSocket(host, process, { call: options.udp ? 'recvfrom' : 'recv', fd, size: options.size }, out);
  if (!read.ok) {
    if (read.failure !== 'EAGAIN' && !options.udp) drop(host, process, client, errnoText(read.failure), out);
    return read.failure !== 'EAGAIN' && options.udp;
  }
  const { bytes, from } = read;
  if (!options.udp && !bytes.length) {
    // The peer has said all: so have we.
    const failure = endWriting(host, process, client.link, out);
    drop(host, process, client, failure ? errnoText(failure) : 'closed', out);
    return false;
  }
  if (options.verbose) print(host, process, `${nameOf(from!)}: ${bytes.length} ${octetsText(bytes)}`, out);
  if (process.exit !== undefined) return false;
  if (options.udp) {
    // A datagram that cannot be sent is lost, as it might be anywhere on its way.
    callSocket(host, process, { call: 'sendto', fd, bytes, ...from! }, out);
    return true;
  }
  const failure = write(host, process, client.link, bytes, out);
  if (!failure) return true;
  drop(host, process, client, errnoText(failure), out);
  return false;
}

function drop(host: HostState, process: ProcessState, client: Client, why: string, out: Surroundings): void {
  const data = dataOf(process);
  data.clients = data.clients.filter((one) => one !== client);
  closeFd(host, process, client.link.fd, out);
  print(host, process, `${nameOf(client.peer)} ${why}`, out);
}

function keepTime(host: HostState, process: ProcessState, out: Surroundings): void {
  if (process.exit !== undefined) return;
  const at = Math.min(...dataOf(process).clients.map((one) => one.readAt));
  if (at < process.wakeAt) wakeProcess(process, host, at, out);
}
