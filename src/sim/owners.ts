// Who had an address when a row was written: from the lab's settings and the changes that the record tells of. For words, never for the network.

import { R } from '../stack/reason.ts';
import { parseCidr } from '../wire/address.ts';
import type { History } from './history.ts';
import { PROGRAM, rowChunkOf, rowIndexOf, TABLE, type Recording } from './record.ts';

/** What of a history says who is who. */
export type Past = Pick<History, 'lab' | 'record' | 'live' | 'log'>;

export interface Owner {
  device: number;
  port: number;
}

/** One change of an address that the record tells of. A MAC always replaces the one before. */
interface Change extends Owner {
  row: number;
  kind: 'mac' | 'ip' | 'no ip';
  address: number;
}

interface Findings {
  /** Rows looked at so far. */
  rows: number;
  changes: Change[];
  /** Command lines of programs, by device and process number. */
  programs: Map<string, string>;
}

/** Worked out from a record, once, and grown with it: a record never loses rows. */
const found = new WeakMap<Recording, Findings>();

/** Has the address of that kind at row `row`: nobody, one interface, or several where two have the same. */
export function ownersOf({ lab, record }: Past, kind: 'mac' | 'ip', address: number, row: number): Owner[] {
  const owners: Owner[] = [];
  const changes = findingsOf(record).changes.filter((change) => change.row < row);
  lab.devices.forEach((setup, device) => {
    if (!('interfaces' in setup)) return;
    setup.interfaces.forEach((one, port) => {
      let has = kind === 'mac' ? one.mac === address : one.addresses.some(({ ip }) => ip === address);
      for (const change of changes) {
        if (change.device !== device || change.port !== port) continue;
        if (kind === 'mac' && change.kind === 'mac') has = change.address === address;
        if (kind === 'ip' && change.kind !== 'mac' && change.address === address) has = change.kind === 'ip';
      }
      if (has) owners.push({ device, port });
    });
  });
  return owners;
}

/** The command line of a process; undefined where none of that number has started. */
export const programOf = ({ record }: Past, device: number, pid: number): string | undefined =>
  findingsOf(record).programs.get(`${device} ${pid}`);

function findingsOf(record: Recording): Findings {
  let findings = found.get(record);
  if (!findings) found.set(record, (findings = { rows: 0, changes: [], programs: new Map() }));
  for (; findings.rows < record.rowCount; findings.rows++) take(findings, record, findings.rows);
  return findings;
}

function take(findings: Findings, record: Recording, row: number): void {
  const chunk = rowChunkOf(record, row);
  const i = rowIndexOf(row);
  const kind = chunk.kind[i]!;
  if (kind !== TABLE && kind !== PROGRAM) return;
  const reason = chunk.reason[i]!;
  const device = chunk.where[i]! >>> 8;
  const port = chunk.where[i]! & 0xff;
  if (reason === R['program-started']) {
    findings.programs.set(`${device} ${chunk.y[i]!}`, record.texts[chunk.x[i]!] ?? '');
  } else if (reason === R['mac-set']) {
    findings.changes.push({ row, kind: 'mac', device, port, address: chunk.x[i]! });
  } else if (reason === R['address-set'] || reason === R['address-removed']) {
    const address = parseCidr(record.texts[chunk.x[i]!] ?? '')?.ip;
    const kind = reason === R['address-set'] ? 'ip' : 'no ip';
    if (address !== undefined) findings.changes.push({ row, kind, device, port, address });
  }
}
