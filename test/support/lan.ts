// A few hosts on wires that carry every frame to everybody else on the wire, 1 ms later. The smallest world in which stacks can talk; not the simulator's.
import { MILLISECOND } from '../../src/base/time.ts';
import { createHost, hostWakeAt, type HostState } from '../../src/devices/host/host.ts';
import type { ProcessState } from '../../src/devices/host/process.ts';
import { registerProgram } from '../../src/devices/host/program.ts';
import { hostReceives, hostTicks } from '../../src/devices/host/receive.ts';
import { withDoor } from '../../src/devices/host/transport.ts';
import type { StackOptions } from '../../src/devices/setup.ts';
import { NO_ROW } from '../../src/devices/surroundings.ts';
import { appendRow, FLIGHT, rowAt } from '../../src/sim/record.ts';
import { defaultOptions } from '../../src/stack/options.ts';
import { reasonSpec, type ParameterKind } from '../../src/stack/reason.ts';
import { socketCall } from '../../src/stack/sockets/door.ts';
import { defaultSocketSettings } from '../../src/stack/sockets/settings.ts';
import { formatIpv4, formatMac, parseCidr, parseIpv4, parseMac } from '../../src/wire/address.ts';
import { dissect } from '../../src/wire/dissect.ts';
import { surroundings, type Table } from './surroundings.ts';

export interface HostWish {
  /** `eth0` and so on, each with its addresses (`192.168.12.1/24`), in order. MACs are 02:00:00:00:<host>:<interface>. */
  eth: (string | string[])[];
  gateway?: string;
  mtu?: number[];
  options?: Partial<StackOptions>;
  router?: boolean;
}

export interface Lan {
  table: Table;
  hosts: Record<string, HostState>;
  /** Takes frames off the wires that this says no to (`from` is `A.eth0`). */
  lose: (line: string) => boolean;
  /** Lets time pass, event by event, and gives the new lines of the record. */
  run(untilMs: number): string[];
  /** Lines of what was written since the last look, without letting time pass. */
  news(): string[];
  /** Puts a frame on the wire as if `port` (`A.eth0`) had received it. */
  deliver(port: string, bytes: Uint8Array): string[];
  /** What programs heard (see `listen`). */
  heard: string[];
  /** The row that a line of the record came from, counted from the start. */
  causeOf(row: number): number;
  rowOf(part: string): number;
}

interface Due {
  at: number;
  order: number;
  device: number;
  port: number;
  frame: number;
  cause: number;
}

export const ip = (text: string): number => parseIpv4(text)!;
export const mac = (text: string): number => parseMac(text)!;

/** Hosts by name, and wires as lists of ports (`A.eth0`). */
export function lan(wishes: Record<string, HostWish>, wires: string[][]): Lan {
  const names = Object.keys(wishes);
  const all = names.map((name, i) => makeHost(name, i, wishes[name]));
  const table = surroundings();
  const heard: string[] = [];
  const due: Due[] = [];
  const wakes = new Map<number, number>();
  const written: string[] = [];
  let order = 0;
  let told = 0;
  let read = 0;
  const portName = (device: number, port: number): string =>
    `${names[device]}.${all[device].interfaces[port]?.name ?? '*'}`;
  const self: Lan = {
    table,
    hosts: Object.fromEntries(all.map((host) => [host.name, host])),
    lose: () => false,
    heard,
    run(untilMs) {
      const until = untilMs * MILLISECOND;
      for (;;) {
        const wake = Math.min(...wakes.values());
        due.sort((x, y) => x.at - y.at || x.order - y.order);
        const next = Math.min(due[0]?.at ?? Infinity, wake);
        if (next > until) break;
        table.now = next;
        if (due[0]?.at === next) {
          const { device, port, frame, cause } = due.shift()!;
          table.cause = cause;
          hostReceives(all[device], port, frame, table);
        } else {
          for (const [device, at] of wakes) {
            if (at !== next) continue;
            wakes.delete(device);
            table.cause = NO_ROW;
            hostTicks(all[device], table);
          }
        }
        table.cause = NO_ROW;
      }
      table.now = until;
      return self.news();
    },
    news() {
      for (; told < table.record.rowCount; told++) written.push(lineOf(self, told, portName));
      const lines = written.slice(read);
      read = written.length;
      return lines;
    },
    deliver(port, bytes) {
      const [name, eth] = port.split('.');
      const host = self.hosts[name];
      table.cause = NO_ROW;
      hostReceives(
        host,
        host.interfaces.findIndex((one) => one.name === eth),
        table.put(bytes),
        table,
      );
      return self.news();
    },
    causeOf: (row) => rowAt(table.record, row).cause ?? -1,
    rowOf: (part) => {
      self.news();
      return written.findIndex((line) => line.includes(part));
    },
  };
  table.wake = (device, at) => void wakes.set(device, Math.max(table.now, Math.min(at, wakes.get(device) ?? Infinity)));
  table.transmit = (device, port, frame, reason) => {
    const row = appendRow(table.record, FLIGHT, reason, table.now, device * 256 + port, frame, table.cause, 0, 0);
    const from = portName(device, port);
    const onLoopback = all[device].interfaces[port].loopback;
    if (self.lose(lineOf(self, row, portName))) return;
    const ends = onLoopback ? [from] : (wires.find((wire) => wire.includes(from)) ?? []).filter((end) => end !== from);
    for (const end of ends) {
      const [name, eth] = end.split('.');
      const to = self.hosts[name];
      const at = table.now + (onLoopback ? 0 : MILLISECOND);
      const toPort = to.interfaces.findIndex((one) => one.name === eth);
      due.push({ at, order: order++, device: to.device, port: toPort, frame, cause: row });
    }
  };
  for (const host of all) if (hostWakeAt(host) < Infinity) table.wake(host.device, hostWakeAt(host));
  return self;
}

function makeHost(name: string, index: number, wish: HostWish): HostState {
  const interfaces = wish.eth.map((text, k) => ({
    name: `eth${k}`,
    mac: 0x020000000000 + index * 256 + 0x0a00 + k,
    addresses: [text].flat().map((one) => parseCidr(one)!),
    mtu: wish.mtu?.[k] ?? 1500,
    up: true,
    promiscuous: false,
  }));
  const routes = wish.gateway ? [{ to: 0, prefix: 0, via: ip(wish.gateway) }] : [];
  const options = { ...defaultOptions, ...wish.options };
  const forwarding = wish.router ?? false;
  const kind = forwarding ? 'router' : 'host';
  const sockets = defaultSocketSettings;
  return createHost({ kind, name, interfaces, routes, forwarding, options, sockets, hosts: {}, files: {} }, index, 7);
}

/** `3.000 A.eth0 arp-request ARP Who has 192.168.12.2? Tell 192.168.12.1`, `3.000 A.eth0 ! arp-failed address=192.168.12.2`. */
function lineOf(lan: Lan, number: number, portName: (device: number, port: number) => string): string {
  const row = rowAt(lan.table.record, number);
  const at = (row.at / MILLISECOND).toFixed(0);
  const where = row.kind === 'flight' ? row.direction! : row.device! * 256 + (row.port ?? 255);
  const head = `${at} ${portName(where >>> 8, where & 255)}`;
  if (row.kind === 'flight') {
    const seen = dissect(lan.table.bytesOf(row.frame!));
    return `${head} ${row.reason}: ${seen.protocol} ${seen.info}`;
  }
  const spec = reasonSpec(row.reason);
  const values = [
    [spec.x, row.x],
    [spec.y, row.y],
  ] as const;
  const told = values.flatMap(([kind, value]) => (kind ? [spell(lan, kind[1], value)] : []));
  return [`${head} ${row.kind === 'drop' ? 'drop' : '*'} ${row.reason}`, ...told].join(' ');
}

function spell(lan: Lan, kind: ParameterKind, value: number): string {
  if (kind === 'ipv4') return formatIpv4(value);
  if (kind === 'mac') return formatMac(value);
  if (kind === 'text') return lan.table.record.texts[value];
  return String(value);
}

let listening: string[] | undefined;

registerProgram('listener', {
  start() {},
  icmp(process, host, e) {
    const mtu = e.mtu === undefined ? '' : ` mtu=${e.mtu}`;
    const quoted =
      e.quotedDestination === undefined ? '' : ` about ${e.quotedProtocol} to ${formatIpv4(e.quotedDestination)}`;
    const port = e.quotedPort === undefined ? '' : `:${e.quotedPort}`;
    listening?.push(
      `${host.name} icmp ${e.type}/${e.code} from ${formatIpv4(e.from)} ttl=${e.ttl} ident=${e.ident} seq=${e.seq}${mtu}${quoted}${port}`,
    );
  },
  socket(process, host, { fd }, out) {
    const stack = withDoor(host);
    const name = socketCall(stack, process.pid, { call: 'getsockname', fd }, out);
    for (;;) {
      const d = socketCall(stack, process.pid, { call: 'recvfrom', fd, size: 65_535 }, out);
      if (!d.ok || !d.from) return;
      const text = String.fromCharCode(...d.bytes.subarray(0, 20));
      listening?.push(
        `${host.name} udp ${formatIpv4(d.from.ip)}:${d.from.port} > ${formatIpv4(d.to!)}:${name.ok && name.port} ${d.length} ${text}`,
      );
    }
  },
  sendFailed(process, host, f) {
    listening?.push(`${host.name} failed ${f.reason} ${formatIpv4(f.to)} ident=${f.ident} seq=${f.seq} port=${f.port}`);
  },
});

/** Starts a process on a host that listens on a UDP port, of one address or of all, and writes down what comes. */
export function listenOn(self: Lan, name: string, port: number, address = 0): void {
  const { pid } = listen(self, name);
  const stack = withDoor(self.hosts[name]);
  const opened = socketCall(stack, pid, { call: 'socket', type: 'datagram' }, self.table);
  const fd = opened.ok ? opened.fd : -1;
  const bound = socketCall(stack, pid, { call: 'bind', fd, ip: address, port }, self.table);
  if (!bound.ok) throw new Error(bound.failure);
}

/** Starts a process on a host that writes down what the stack tells it. */
export function listen(self: Lan, name: string): ProcessState {
  listening = self.heard;
  const host = self.hosts[name];
  const process: ProcessState = {
    pid: host.nextPid++,
    argv: ['listener'],
    cwd: '/',
    program: 'listener',
    startedAt: 0,
    wakeAt: Infinity,
    wakeCause: NO_ROW,
    output: [],
    data: undefined,
  };
  host.processes.push(process);
  return process;
}
