// The hub: a repeater with many ports, which passes on bits and understands none of them (IEEE 802.3 §9, §27).

import { R } from '../stack/reason.ts';
import type { FrameNumber, Surroundings } from './surroundings.ts';
import type { HubSetup } from './setup.ts';

/** A hub's whole memory: which ports have a live cable. */
export interface HubState {
  kind: 'hub';
  name: string;
  device: number;
  /** 1 where a cable with link is plugged in, per port. */
  link: Uint8Array;
}

/** A hub as the lab describes it. Every port counts as live until `hubPortChanged` says otherwise. */
export function createHub(setup: HubSetup, device: number): HubState {
  return { kind: 'hub', name: setup.name, device, link: new Uint8Array(setup.ports).fill(1) };
}

/**
 * Repeats a frame out of every other port, one with a bad frame check sequence too: a repeater does not look.
 * A real hub is half duplex, and two stations that send at once collide (CSMA/CD, 802.3 §4). That is not modelled: this is a full-duplex repeater
 * with a queue at each port, because half duplex would need each bit's place on the cable and what the course shows here is only who hears whom.
 */
export function hubReceives(hub: HubState, port: number, frame: FrameNumber, out: Surroundings): void {
  const { link, device } = hub;
  let sent = 0;
  for (let other = 0; other < link.length; other++) {
    if (other === port || !link[other]) continue;
    out.transmit(device, other, frame, R['hub-repeated']);
    sent++;
  }
  if (!sent) out.drop(device, port, frame, R['no-other-port']);
}

/** The cable at a port came up or went down. */
export function hubPortChanged(hub: HubState, port: number, up: boolean): void {
  hub.link[port] = up ? 1 : 0;
}
