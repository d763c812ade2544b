// Names in a lesson that must be there in its lab: devices, ports, links, and what has an address.

import { analysisFields } from '../sim/analysis/fields.ts';
import type { Lab } from '../sim/lab.ts';
import { isHost } from '../sim/labDevices.ts';
import { filterOf as fieldFilterOf, meant, quoted, tell, textOf, type Mistakes } from '../sim/labFields.ts';
import type { Node } from '../sim/labYaml.ts';
import { parseIpv4 } from '../wire/address.ts';

export const deviceNames = (lab: Lab): string[] => lab.devices.map((one) => one.name);
export const hostNames = (lab: Lab): string[] => lab.devices.filter(isHost).map((one) => one.name);
export const linkNames = (lab: Lab): string[] => lab.links.map((one) => one.name);
/** `A.eth0`, `S12.4`. */
export const portNames = (lab: Lab): string[] =>
  lab.devices.flatMap((device) =>
    isHost(device)
      ? device.interfaces.map((one) => `${device.name}.${one.name}`)
      : Array.from({ length: device.ports }, (_, i) => `${device.name}.${i + 1}`),
  );

/** A name that must be one of those; without a lab any will do. */
export function nameOf(
  m: Mistakes,
  node: Node,
  what: string,
  known: readonly string[] | undefined,
): string | undefined {
  const name = textOf(m, node, what);
  if (name === undefined || known === undefined || known.includes(name)) return name;
  return tell(m, node.at, `${what}: there is no ${quoted(name)}`, meant(name, known));
}

/** After `at:`: a device, port or link. */
export const whereOf = (m: Mistakes, node: Node, lab: Lab | undefined): string | undefined =>
  nameOf(m, node, 'at', lab && [...deviceNames(lab), ...portNames(lab), ...linkNames(lab)]);

/** A host, router or one of their interfaces. */
export const ownerOf = (m: Mistakes, node: Node, what: string, lab: Lab | undefined): string | undefined =>
  nameOf(m, node, what, lab && ownerNames(lab));
export const ownerNames = (lab: Lab): string[] => [
  ...hostNames(lab),
  ...lab.devices.filter(isHost).flatMap((host) => host.interfaces.map((one) => `${host.name}.${one.name}`)),
];

export const hostOf = (m: Mistakes, node: Node, what: string, lab: Lab | undefined): string | undefined =>
  nameOf(m, node, what, lab && hostNames(lab));

/** An address, or a host or interface that has one. */
export function targetOf(m: Mistakes, node: Node, what: string, lab: Lab | undefined): string | undefined {
  if (node.is === 'text' && parseIpv4(node.text) !== undefined) return node.text;
  return ownerOf(m, node, what, lab);
}

/** A display filter for frames of a run: it may also name what analysis tells of them, such as `tcp.analysis.retransmission`. */
export const filterOf = (m: Mistakes, node: Node, what: string): string | undefined =>
  fieldFilterOf(m, node, what, analysisFields);
