// What K-11 lets learners practise: ranges, the numbers of services, and choosing a port for a server.

import { below } from '../../base/rng.ts';
import type { Step } from '../calculator.ts';
import type { Drill, Posed } from '../drill.ts';
import { shuffled } from '../shuffled.ts';
import { serviceAt, services, servicesNamed } from '../../wire/services.ts';
import { against, ephemeral, rangeOf, ranges, type PortRange } from './services.ts';

/** Where other lists than that of RFC 6335 draw their borders: mistakes by which answers are explained. */
const borders: readonly [string, (port: number) => PortRange][] = [
  ['old-borders', (port) => (port === 0 ? 'reserved' : port <= 255 ? 'system' : 'user')],
  ['dynamic-from-1024', (port) => (port === 0 ? 'reserved' : port <= 1023 ? 'system' : 'dynamic')],
  ['linux-borders', (port) => (port >= ephemeral.linux.from && port <= ephemeral.linux.to ? 'dynamic' : 'user')],
  ['zero-is-system', (port) => (port <= 1023 ? 'system' : rangeOf(port).id)],
  ['border-late', (port) => rangeOf(Math.max(0, port - 1)).id],
  ['border-early', (port) => rangeOf(Math.min(65_535, port + 1)).id],
];

const rangeSteps = (port: number): Step[] => {
  const { id, from, to } = rangeOf(port);
  return [{ say: { id: `ports.step.${id}` }, source: 'RFC 6335 §6', sum: [`${from} ≤ ${port} ≤ ${to}`] }];
};

const range: Drill = {
  id: 'ports.range',
  levels: 2,
  pose(luck, level) {
    const edges = [0, 1, 255, 256, 1023, 1024, 32_767, 32_768, 49_151, 49_152, 60_999, 65_535];
    const port =
      level === 2 ? edges[below(luck, edges.length)]! : [0, 1024, 49_152][below(luck, 3)]! + 1 + below(luck, 1023);
    const others = ranges.filter(({ id }) => id !== rangeOf(port).id);
    return {
      ask: { id: 'ask.ports.range', params: { port } },
      form: { kind: 'choose', options: ranges.map(({ id }) => ({ id, text: { id: `ports.range.${id}.name` } })) },
      answer: [rangeOf(port).id],
      slips: [
        ...borders.map(([id, of]) => ({ say: { id: `slip.ports.${id}`, params: { port } }, answer: [of(port)] })),
        ...others.map(({ id, from, to }) => ({ say: { id: 'slip.ports.range', params: { from, to } }, answer: [id] })),
      ],
      worked: rangeSteps(port),
      ...(port === 0 && { trap: { id: 'ports.trap.zero' } }),
    };
  },
};

/** What everybody knows by heart one day; then some that are met at work. */
const basic = ['ftp', 'ssh', 'telnet', 'smtp', 'domain', 'http', 'pop3', 'ntp', 'imap', 'https'];
const more = ['ftp-data', 'tftp', 'bootps', 'bootpc', 'mysql', 'postgresql', 'http-alt', 'snmp', 'bgp', 'mdns'];

const service: Drill = {
  id: 'ports.service',
  levels: 2,
  pose(luck, level) {
    const names = level === 1 ? basic : more;
    const name = names[below(luck, names.length)]!;
    const [asked] = servicesNamed(name);
    const { port, transports } = asked!;
    return {
      ask: { id: 'ask.ports.service', params: { name } },
      form: { kind: 'type', boxes: [{ name: 'port', label: { id: 'ports.port' }, reads: 'whole' }] },
      answer: [String(port)],
      slips: services
        .filter((one) => one.port !== port)
        .map((one) => ({
          say: { id: 'slip.ports.other', params: { port: one.port, other: one.name, name } },
          answer: [String(one.port)],
        })),
      worked: [
        {
          say: { id: 'ports.step.named' },
          source: 'RFC 6335 §5.1',
          sum: [`${name} = ${port} (${transports.join(', ')})`],
        },
        ...rangeSteps(port),
      ],
    };
  },
};

const server: Drill = {
  id: 'ports.server',
  levels: 2,
  pose(luck, level) {
    const host = level === 1 ? 'iana' : 'linux';
    const { from, to } = ephemeral[host];
    const users = services.filter(({ port }) => port > 1023 && port < from);
    const assigned = users[below(luck, users.length)]!;
    // Above all that our table has, and below the ephemeral ports.
    const good = 27_100 + below(luck, from - 27_100);
    const bad = [level === 1 ? 0 : 1 + below(luck, 1023), from + below(luck, to - from + 1), assigned.port];
    const numbers = shuffled(luck, [...bad, good]);
    const doubts = (port: number): Posed['slips'] =>
      against(port, host).map((id) => ({
        say: { id: `ports.against.${id}`, params: { port, from, to, name: serviceAt(port)?.name ?? '' } },
        answer: [String(port)],
      }));
    const slips = numbers.flatMap(doubts);
    return {
      ask: { id: `ask.ports.server.${host}`, params: { from, to } },
      form: { kind: 'choose', options: numbers.map((port) => ({ id: String(port), text: String(port) })) },
      answer: [String(good)],
      slips,
      worked: [
        ...slips.map(({ say }) => ({ say })),
        { say: { id: 'ports.step.verdict.good', params: { port: good } }, source: 'RFC 6335 §6' },
      ],
    };
  },
};

/** Drills of the calculator `ports`. */
export const portDrills: readonly Drill[] = [range, service, server];
