// What happens to a packet on its way, layer by layer, as steps: one header put on or taken off, one decision, one cable. Pure: made of dissections and decisions.

import type { Decision } from '../../sim/outside.ts';
import type { Row } from '../../sim/record.ts';
import type { DissectedLayer, Dissection, Layer } from '../../wire/dissection.ts';
import { changedFields, type FieldChange } from '../inspector/changes.ts';
import { layerOf } from '../inspector/decisions.ts';
import type { Leg } from './way.ts';

/** What a device does with the packet. */
export type Role = 'sender' | 'hub' | 'switch' | 'router' | 'receiver';

/** A device on the way; `arrival` and `departure` are places in the legs. */
export interface Column {
  device: number;
  role: Role;
  arrival: number | undefined;
  departure: number | undefined;
}

/** Handed over by a program; put on; taken off; read and left on; decided; fields changed; over a cable; come to nothing; arrived where it belongs. */
export type StepKind = 'hand' | 'on' | 'off' | 'read' | 'decide' | 'change' | 'wire' | 'lost' | 'end';

export interface Step {
  /** The same when more is known of the way. */
  key: string;
  kind: StepKind;
  /** Place of the device among the columns: of a cable's the one that it leaves. */
  column: number;
  direction: 'down' | 'up' | 'across';
  layer: Layer;
  /** Place of the leg whose frame is looked at. */
  leg: number;
  /** The first of the frame's carried layers that there is now; their number when none is. */
  from: number;
  /** Place of the header that it is about among the dissection's layers. */
  header?: number;
  decision?: Decision;
  changes?: readonly FieldChange[];
  /** The row that tells it, for cables and endings. */
  row?: Row;
}

/** What the layers decided: at the sender, and at the end of each leg; undefined where it has not come to that. */
export interface Told {
  sent: readonly Decision[] | undefined;
  arrived: readonly (readonly Decision[] | undefined)[];
}

/** What must be known of the network, and of the programs that the packet is from and for. */
export interface Surroundings {
  dissectionOf(frame: number): Dissection;
  endsOf(flight: Row): { from: [number, number]; to: [number, number] };
  kindOf(device: number): string;
  /** The rows in which a program handed the message over, and in which one took it. */
  handed: Row | undefined;
  taken: Row | undefined;
}

/** Decisions that begin a packet: where it is to go. What an arriving packet brings about ends with them. */
const WAYS: ReadonlySet<string> = new Set(['ip-on-link', 'ip-via-gateway', 'ip-is-broadcast', 'ip-no-route']);
const DEPTH: Record<Layer, number> = { physical: 1, link: 2, network: 3, transport: 4, application: 5 };

/** The devices of a way, in order. */
export function columnsOf(legs: readonly Leg[], { endsOf, kindOf }: Surroundings): Column[] {
  const columns: Column[] = [];
  legs.forEach(({ flight }, i) => {
    const { from, to } = endsOf(flight);
    if (i === 0) columns.push({ device: from[0], role: 'sender', arrival: undefined, departure: 0 });
    const next = legs[i + 1];
    const kind = kindOf(to[0]);
    const passes = next ? next.flight.frame === flight.frame : kind === 'switch';
    const role: Role = kind === 'hub' ? kind : passes ? 'switch' : next ? 'router' : 'receiver';
    columns.push({
      ...{ device: to[0], role },
      ...{ arrival: i, departure: next ? i + 1 : undefined },
    });
  });
  return columns;
}

/** Headers that are carried, from the outside in, and where what they carry begins. What an ICMP error quotes is carried, not a header. */
export function headersOf(dissection: Dissection): number {
  const first = dissection.layers.findIndex((layer) => layer.quoted || layer.protocol === 'data');
  return first < 0 ? dissection.layers.length : first;
}

/** All steps of a way, from the program that sends to the one that receives. */
export function stepsOf(legs: readonly Leg[], columns: readonly Column[], told: Told, around: Surroundings): Step[] {
  const steps: Step[] = [];
  columns.forEach((column, place) => {
    const make = new Steps(steps, place, legs, around);
    if (column.arrival !== undefined && legs[column.arrival]!.onTheWay) return; // it never got here
    const arrived = column.arrival === undefined ? undefined : told.arrived[column.arrival];
    const own = (arrived ?? []).filter(({ device }) => device === column.device);
    if (column.role === 'sender') make.down((told.sent ?? []).filter(({ device }) => device === column.device));
    else if (column.role === 'hub') make.pass('physical', own);
    else if (column.role === 'switch') make.pass('link', own);
    else if (column.role === 'router') make.forward(own);
    else make.up(own);
    if (column.departure !== undefined) make.wire(column.departure);
  });
  return steps;
}

/** Adds the steps of one device. */
class Steps {
  #steps: Step[];
  #column: number;
  #legs: readonly Leg[];
  #around: Surroundings;

  constructor(steps: Step[], column: number, legs: readonly Leg[], around: Surroundings) {
    this.#steps = steps;
    this.#column = column;
    this.#legs = legs;
    this.#around = around;
  }

  #add(step: Omit<Step, 'key' | 'column'>): void {
    const { kind, direction, header, decision, row } = step;
    const base = [this.#column, direction, kind, header ?? '', decision?.reason ?? '', row?.number ?? ''].join(' ');
    let key = base;
    for (let turn = 1; this.#steps.some((one) => one.key === key); turn++) key = `${base} ${turn}`;
    this.#steps.push({ ...step, column: this.#column, key });
  }

  #dissection(leg: number): Dissection {
    return this.#around.dissectionOf(this.#legs[leg]!.flight.frame!);
  }

  /** Down the layers of the sender, of the frame of the first leg. */
  down(decisions: readonly Decision[]): void {
    const dissection = this.#dissection(0);
    const inner = headersOf(dissection);
    const message = { direction: 'down', leg: 0 } as const;
    const { handed } = this.#around;
    if (inner < dissection.layers.length) {
      const layer = handed ? 'application' : messageLayer(dissection);
      this.#add({ ...message, kind: 'hand', layer, from: inner, header: inner, ...(handed && { row: handed }) });
    }
    this.#put(0, decisionsBySender(decisions, dissection), inner, 0);
  }

  /** Puts on the headers from place `inner` − 1 out to `outer`. */
  #put(leg: number, decisions: readonly Decision[], inner: number, outer: number): void {
    const { layers } = this.#dissection(leg);
    const left = [...decisions];
    for (let header = inner - 1; header >= outer; header--) {
      for (const decision of takeOf(left, layers, header))
        this.#add({
          ...{ kind: 'decide', direction: 'down', layer: layerOf(decision.reason) },
          leg,
          from: header + 1,
          decision,
        });
      const { layer } = layers[header]!;
      this.#add({ kind: 'on', direction: 'down', layer, leg, from: header, header });
    }
    for (const decision of left)
      this.#add({ kind: 'decide', direction: 'down', layer: layerOf(decision.reason), leg, from: outer, decision });
  }

  wire(leg: number): void {
    const { flight, ending, onTheWay } = this.#legs[leg]!;
    const across = { direction: 'across', layer: 'physical', leg, from: 0 } as const;
    this.#add({ ...across, kind: 'wire', row: flight });
    if (ending && onTheWay) this.#add({ ...across, kind: 'lost', row: ending });
  }

  /** A device that passes the frame on as it is, and looks no further than `layer`. */
  pass(layer: Layer, decisions: readonly Decision[]): void {
    const leg = this.#column - 1;
    const up = { direction: 'up', leg, from: 0 } as const;
    const header = layer === 'physical' ? {} : { header: 0 };
    this.#add({ ...up, kind: 'read', layer, ...header });
    for (const decision of decisions) this.#add({ ...up, kind: 'decide', layer: layerOf(decision.reason), decision });
    const { ending } = this.#legs[leg]!;
    if (ending) this.#add({ ...up, kind: 'lost', layer, row: ending });
  }

  /** Up to the network layer and down again into the frame of the next leg. */
  forward(decisions: readonly Decision[]): void {
    const leg = this.#column - 1;
    const old = this.#dissection(leg);
    const fresh = this.#dissection(leg + 1);
    // What is decided below the network layer after it has been at work is about the way out.
    const top = decisions.findLastIndex(({ reason }) => layerOf(reason) === 'network');
    const network = old.layers.findIndex(({ layer }) => layer === 'network');
    const from = network < 0 ? 0 : network;
    const rest = this.#take(leg, decisions.slice(0, top + 1), from);
    for (const decision of rest)
      this.#add({ kind: 'decide', direction: 'up', layer: layerOf(decision.reason), leg, from, decision });
    const changes = changedFields(inside(old), inside(fresh));
    if (changes.length) {
      const header = fresh.layers.findIndex(({ layer }) => layer === 'network');
      this.#add({ kind: 'change', direction: 'up', layer: 'network', leg: leg + 1, from: header, header, changes });
    }
    const inner = fresh.layers.findIndex(({ layer }) => layer === 'network');
    this.#put(leg + 1, decisions.slice(top + 1), inner < 0 ? 0 : inner, 0);
  }

  /** Takes off the headers before place `inner`; gives back the decisions that belong to none of them. */
  #take(leg: number, decisions: readonly Decision[], inner: number): Decision[] {
    const { layers } = this.#dissection(leg);
    const left = [...decisions];
    for (let header = 0; header < inner; header++) {
      for (const decision of takeOf(left, layers, header))
        this.#add({
          ...{ kind: 'decide', direction: 'up', layer: layerOf(decision.reason) },
          leg,
          from: header,
          decision,
        });
      const { layer } = layers[header]!;
      this.#add({ kind: 'off', direction: 'up', layer, leg, from: header + 1, header });
    }
    return left;
  }

  /** Up the layers of the device at the end: as far as something ends the way, or to whom it is for. */
  up(decisions: readonly Decision[]): void {
    const leg = this.#column - 1;
    const { ending } = this.#legs[leg]!;
    const dissection = this.#dissection(leg);
    const inner = headersOf(dissection);
    const { taken } = this.#around;
    // That the program took the message is the last step: no layer below decides it.
    const mine = decisionsByReceiver(decisions).filter(({ reason }) => reason !== taken?.reason);
    if (!ending) {
      for (const decision of this.#take(leg, mine, inner))
        this.#add({ kind: 'decide', direction: 'up', layer: layerOf(decision.reason), leg, from: inner, decision });
      const layer = taken ? 'application' : messageLayer(dissection);
      this.#add({ kind: 'end', direction: 'up', layer, leg, from: inner, ...(taken && { row: taken }) });
      return;
    }
    const layer = layerOf(ending.reason);
    const reached = dissection.layers.slice(0, inner).findIndex((one) => DEPTH[one.layer] >= DEPTH[layer]);
    const from = reached < 0 ? inner : reached;
    for (const decision of this.#take(leg, mine, from))
      this.#add({ kind: 'decide', direction: 'up', layer: layerOf(decision.reason), leg, from, decision });
    this.#add({ kind: 'lost', direction: 'up', layer, leg, from, row: ending });
  }
}

/** Takes out of `left` the decisions that are taken at a header. A decision about nothing that is there stays. */
function takeOf(left: Decision[], layers: readonly DissectedLayer[], header: number): Decision[] {
  const taken = left.filter((one) => placeOfDecision(one.reason, layers) === header);
  for (const one of taken) left.splice(left.indexOf(one), 1);
  return taken;
}

/** The header that a decision is about: the one that its reason is called after, else the outermost of its layer. */
function placeOfDecision(reason: string, layers: readonly DissectedLayer[]): number {
  const called = layers.findIndex(({ protocol, quoted }) => !quoted && reason.startsWith(`${protocol}-`));
  if (called >= 0) return called;
  const layer = layerOf(reason);
  const depth = layer === 'physical' ? 'link' : layer;
  return layers.findIndex((one) => !one.quoted && one.layer === depth);
}

/** A device may send several packets at one moment; of what was decided then, the last way to this packet's destination belongs to it. */
function decisionsBySender(decisions: readonly Decision[], dissection: Dissection): Decision[] {
  const to = dissection.layers.flatMap(({ spans }) => spans).find(({ filter }) => filter === 'ip.dst')?.value;
  const begin = decisions.findLastIndex(({ reason, x }) => WAYS.has(reason) && (to === undefined || x === to));
  if (begin < 0 || to === undefined) return [];
  const next = decisions.findIndex(({ reason }, i) => i > begin && !/^(arp|mtu)-/.test(reason));
  return decisions.slice(begin, next < 0 ? undefined : next);
}

/** What was decided about the packet that came, without what the device then sent of its own. */
function decisionsByReceiver(decisions: readonly Decision[]): Decision[] {
  const answer = decisions.findIndex(({ reason }, i) => i > 0 && WAYS.has(reason));
  return decisions.slice(0, answer < 0 ? undefined : answer);
}

/** Whose the message is: a program's, unless the layer that wrote the innermost header speaks for itself. */
function messageLayer({ layers }: Dissection): Layer {
  const headers = layers.filter(({ quoted, protocol }) => !quoted && protocol !== 'data');
  const inmost = headers[headers.length - 1]?.layer ?? 'link';
  return inmost === 'transport' && headers.length < layers.length ? 'application' : inmost;
}

/** A frame without its link headers: what a router has in its hands. */
const inside = (dissection: Dissection): Dissection => ({
  ...dissection,
  layers: dissection.layers.filter(({ layer }) => layer !== 'link'),
});
