// The switch: a transparent bridge that learns who is behind which port (IEEE 802.1Q §8). It reads MAC addresses and nothing behind them, so a
// frame with a VLAN tag passes like any other.

import { R } from '../stack/reason.ts';
import { BROADCAST_MAC, isGroupMac } from '../wire/address.ts';
import { ethernet } from '../wire/ethernet.ts';
import type { Instant } from '../base/time.ts';
import { addMac, allMacs, createMacTable, findMac, moveMac, removeMac, removeSlot } from './macTable.ts';
import type { MacEntry, MacTable } from './macTable.ts';
import type { SwitchSetup } from './setup.ts';
import { NO_PORT, type FrameNumber, type Surroundings } from './surroundings.ts';

/** As many as a small real switch holds. */
const MAC_TABLE_LIMIT = 4096;
/** 01-80-C2-00-00-00 to -0F are for the bridge at the other end of the cable, and end there (802.1Q §8.6.3, table 8-1). */
const RESERVED_FIRST = 0x0180c2000000;
const RESERVED_LAST = 0x0180c200000f;

export interface SwitchState {
  kind: 'switch';
  name: string;
  device: number;
  /** 1 where a cable with link is plugged in, per port. */
  link: Uint8Array;
  /** How long a station that is silent stays in the table, ns. */
  ageing: number;
  macs: MacTable;
  /** 1 for ports that are watched, and the port that gets copies of what goes in or out there; NO_PORT: no mirroring. */
  mirrored: Uint8Array;
  mirrorTo: number;
}

/** A switch as the lab describes it, its table empty. Every port counts as live until `switchPortChanged` says otherwise. */
export function createSwitch(setup: SwitchSetup, device: number): SwitchState {
  const sw: SwitchState = {
    kind: 'switch',
    name: setup.name,
    device,
    link: new Uint8Array(setup.ports).fill(1),
    ageing: setup.ageing,
    macs: createMacTable(MAC_TABLE_LIMIT),
    mirrored: new Uint8Array(setup.ports),
    mirrorTo: NO_PORT,
  };
  if (setup.mirror) watch(sw, setup.mirror.from, setup.mirror.to);
  return sw;
}

/** A frame arrives: check it, learn where its source is, send it where its destination is. */
export function switchReceives(sw: SwitchState, port: number, frame: FrameNumber, out: Surroundings): void {
  if (out.badFcs(frame)) {
    out.drop(sw.device, port, frame, R['nic-bad-fcs']);
    return;
  }
  out.open(frame);
  if (out.end - out.start < ethernet.size) {
    out.drop(sw.device, port, frame, R['nic-too-short'], out.end - out.start);
    return;
  }
  // As on real switches the port that gets the copies takes no part in the LAN: nothing that comes in there goes anywhere.
  if (port === sw.mirrorTo) {
    out.drop(sw.device, port, frame, R['switch-mirror-port']);
    return;
  }
  const destination = ethernet.read.dst(out.bytes, out.start);
  const source = ethernet.read.src(out.bytes, out.start);
  const watched = forward(sw, port, frame, destination, source, out);
  // One copy, though a frame may pass several watched ports: two would look like a duplicate on the wire.
  if (sw.mirrorTo !== NO_PORT && (watched || sw.mirrored[port])) {
    out.transmit(sw.device, sw.mirrorTo, frame, R['switch-mirrored']);
  }
}

/** Learns and forwards. True when the frame left by a watched port. */
function forward(
  sw: SwitchState,
  port: number,
  frame: FrameNumber,
  destination: number,
  source: number,
  out: Surroundings,
): boolean {
  // A group cannot send. Learning one would draw all its traffic to one port (802.1Q §8.7; 802.3 §3.2.3 b).
  if (isGroupMac(source) || source === 0) {
    out.drop(sw.device, port, frame, R['switch-bad-source'], source);
    return false;
  }
  learn(sw, port, frame, source, out);
  if (isGroupMac(destination)) return toGroup(sw, port, frame, destination, out);
  const slot = liveSlot(sw, destination, out);
  if (slot < 0) {
    if (out.explaining) out.decide(sw.device, port, frame, R['switch-unknown'], destination);
    return flood(sw, port, frame, R['switch-flooded-unknown'], out);
  }
  const to = sw.macs.port[slot]!;
  if (out.explaining) out.decide(sw.device, port, frame, R['switch-known-port'], destination, to);
  if (to === port) {
    out.drop(sw.device, port, frame, R['own-port']);
    return false;
  }
  out.transmit(sw.device, to, frame, R['switch-forwarded']);
  return sw.mirrored[to] === 1;
}

function toGroup(sw: SwitchState, port: number, frame: FrameNumber, destination: number, out: Surroundings): boolean {
  if (destination === BROADCAST_MAC) return flood(sw, port, frame, R['switch-flooded-broadcast'], out);
  if (destination >= RESERVED_FIRST && destination <= RESERVED_LAST) {
    out.drop(sw.device, port, frame, R['switch-reserved'], destination);
    return false;
  }
  return flood(sw, port, frame, R['switch-flooded-multicast'], out);
}

/** Sends out of every other port that has link. A frame for which there is no other port ends here. */
function flood(sw: SwitchState, port: number, frame: FrameNumber, reason: number, out: Surroundings): boolean {
  const { link, mirrored, mirrorTo, device } = sw;
  let watched = false;
  let sent = 0;
  for (let other = 0; other < link.length; other++) {
    if (other === port || !link[other] || other === mirrorTo) continue;
    out.transmit(device, other, frame, reason);
    if (mirrored[other]) watched = true;
    sent++;
  }
  if (!sent) out.drop(device, port, frame, R['no-other-port']);
  return watched;
}

/** Notes behind which port the source is; hearing it again where it is known only puts off the end of the entry (802.1Q §8.7). */
function learn(sw: SwitchState, port: number, frame: FrameNumber, source: number, out: Surroundings): void {
  const { macs, device } = sw;
  const expiresAt = out.now + sw.ageing;
  const slot = liveSlot(sw, source, out);
  if (slot < 0) {
    addMac(macs, source, port, out.now, expiresAt, (mac, at) => out.changed(device, at, R['mac-removed'], mac, at));
    out.changed(device, port, R['mac-learned'], source, port);
  } else if (macs.port[slot] !== port) {
    moveMac(macs, slot, port, out.now, expiresAt);
    out.changed(device, port, R['mac-moved'], source, port);
  } else {
    macs.expiresAt[slot] = expiresAt;
    if (out.explaining) out.decide(device, port, frame, R['switch-source-known'], source, port);
  }
}

/**
 * The slot of a MAC whose entry is still good, or −1. Entries age lazily: one whose time is over is as good as gone, and is removed when somebody
 * looks for it. No timer, and nobody can tell the difference, because `macEntries` leaves such entries out.
 */
function liveSlot(sw: SwitchState, mac: number, out: Surroundings): number {
  const slot = findMac(sw.macs, mac);
  if (slot < 0 || sw.macs.expiresAt[slot]! > out.now) return slot;
  const port = sw.macs.port[slot]!;
  removeSlot(sw.macs, slot);
  out.changed(sw.device, port, R['mac-expired'], mac, port);
  return -1;
}

/** The cable at a port came up or went down. What was known behind a port without link is forgotten: the station may turn up elsewhere. */
export function switchPortChanged(sw: SwitchState, port: number, up: boolean, out: Surroundings): void {
  sw.link[port] = up ? 1 : 0;
  if (!up) forget(sw, out, (entry) => entry.port === port);
}

/** The table as of `now`, in the order of learning; entries whose time is over are left out. */
export function macEntries(sw: SwitchState, now: Instant): MacEntry[] {
  return allMacs(sw.macs).filter((entry) => entry.expiresAt > now);
}

/** Forgets everybody. */
export function clearMacTable(sw: SwitchState, out: Surroundings): void {
  forget(sw, out, () => true);
}

function forget(sw: SwitchState, out: Surroundings, which: (entry: MacEntry) => boolean): void {
  for (const entry of allMacs(sw.macs)) {
    if (!which(entry)) continue;
    removeMac(sw.macs, entry.mac);
    const reason = entry.expiresAt > out.now ? R['mac-removed'] : R['mac-expired'];
    out.changed(sw.device, entry.port, reason, entry.mac, entry.port);
  }
}

/** Copies what goes in or out of the ports `from` to the port `to`, from now on; with no `from` the mirroring ends. Ports count from 0. */
export function setMirror(sw: SwitchState, from: readonly number[], to: number, out: Surroundings): void {
  watch(sw, from, from.length ? to : NO_PORT);
  // Nobody is reached through the mirror port any more.
  if (sw.mirrorTo !== NO_PORT) forget(sw, out, (entry) => entry.port === sw.mirrorTo);
  const text = from.length ? `${from.map((port) => port + 1).join(', ')} → ${to + 1}` : '–';
  out.changed(sw.device, NO_PORT, R['mirror-set'], out.text(text), 0);
}

function watch(sw: SwitchState, from: readonly number[], to: number): void {
  sw.mirrored.fill(0);
  for (const port of from) if (port !== to) sw.mirrored[port] = 1;
  sw.mirrorTo = to;
}
