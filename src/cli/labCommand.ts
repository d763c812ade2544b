// `classroom lab`: checks a lab and shows its addresses and cables.
import { commandText } from '../sim/command.ts';
import { handText } from '../sim/hand.ts';
import { formatDuration } from '../base/time.ts';
import type { Lab, LinkProfile } from '../sim/lab.ts';
import { formatChance, formatRate } from '../sim/labUnits.ts';
import { formatCidr, formatIpv4, formatMac } from '../wire/address.ts';
import { BAD_INPUT, type Subcommand } from './command.ts';
import { orTell, readLabFile } from './files.ts';

export const lab: Subcommand = {
  use: 'lab LAB',
  does: 'Checks a lab file and shows its addresses and cables. Status 0: all is right; 2: it has mistakes.',
  options: {},
  words: { least: 1, most: 1 },
  run([path = ''], _options, terminal) {
    const read = orTell(readLabFile(path, terminal.cwd), terminal);
    if (!read) return BAD_INPUT;
    terminal.out(`${read.name}, seed ${read.seed}`);
    terminal.out('');
    for (const line of columns(addressesOf(read))) terminal.out(line);
    if (read.links.length) terminal.out('');
    for (const line of columns(linksOf(read))) terminal.out(line);
    for (const fault of read.faults) terminal.out(`fault: ${fault.name}`);
    for (const line of read.do) {
      const what = 'run' in line ? `${line.on}$ ${line.run}` : (handText(line.command) ?? commandText(line.command));
      terminal.out(`at ${formatDuration(line.at)}: ${what}`);
    }
    return 0;
  },
};

function addressesOf({ devices }: Lab): string[][] {
  const rows = [['device', 'kind', 'interface', 'MAC', 'addresses', 'gateway']];
  for (const device of devices) {
    if (!('interfaces' in device)) {
      rows.push([device.name, device.kind, `${device.ports} ports`, '', '', '']);
      continue;
    }
    const gateway = device.routes.find((route) => route.prefix === 0)?.via;
    device.interfaces.forEach((one, i) => {
      const addresses = one.addresses.map(({ ip, prefix }) => formatCidr(ip, prefix)).join(' ') || '–';
      const via = i === 0 && gateway !== undefined ? formatIpv4(gateway) : '';
      rows.push([i ? '' : device.name, i ? '' : device.kind, one.name, formatMac(one.mac), addresses, via]);
    });
  }
  return rows;
}

function linksOf({ links }: Lab): string[][] {
  if (!links.length) return [];
  const end = ({ device, port }: { device: string; port: string }): string => `${device}.${port}`;
  return [
    ['link', 'from', 'to', 'rate', 'delay', ''],
    ...links.map(({ name, ends, profile }) => [
      name,
      end(ends[0]),
      end(ends[1]),
      formatRate(profile.rate),
      formatDuration(profile.delay),
      troubleOf(profile),
    ]),
  ];
}

function troubleOf(profile: LinkProfile): string {
  const chances = (['loss', 'duplicate', 'reorder', 'corrupt'] as const)
    .filter((key) => profile[key] > 0)
    .map((key) => `${key} ${formatChance(profile[key])}`);
  if (profile.jitter) chances.push(`jitter ${formatDuration(profile.jitter)}`);
  if (!profile.up) chances.push('down');
  return chances.join(', ');
}

/** Cells under one another, two spaces apart. */
export function columns(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  );
}
