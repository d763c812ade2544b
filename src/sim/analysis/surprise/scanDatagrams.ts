// Datagrams of which a call got only the beginning: does it end within a character?

import type { Past } from '../../owners.ts';
import { frameBytes, rowAt, type Row } from '../../record.ts';
import { datagramIn } from '../conversations.ts';
import type { Called } from './calledText.ts';
import { note, type Findings } from './findings.ts';
import { halfCharacterAt, type HalfCharacter } from './halfCharacter.ts';

/** The row `udp-read` of a call, and that call. */
export function datagramRead(findings: Findings, past: Past, row: Row, call: Row, { answer }: Called): void {
  if (answer.endsWith(' MSG_TRUNC') && halfOfDatagram(past, row))
    note(findings, 'half-character', call, call.y, `${call.y} ${row.socket}`, {
      also: [row.number],
      variant: 'datagram',
    });
}

/** Of what a row `udp-read` took. Undefined where the character is whole; where the datagram came in fragments only the first is looked at. */
export function halfOfDatagram(past: Past, { x: brought, y: octets }: Row): HalfCharacter | undefined {
  const frame = brought < past.record.rowCount ? rowAt(past.record, brought).frame : undefined;
  const datagram = frame === undefined ? undefined : datagramIn(frameBytes(past.record, frame));
  return datagram && datagram.bytes.length >= octets ? halfCharacterAt(datagram.bytes.subarray(0, octets)) : undefined;
}
