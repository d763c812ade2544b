// A short digest of a record: two runs are the same, byte for byte, exactly when their digests are (up to chance). Compared between Node and browser.

import { frameBytes, frameIsBad, frameLength, rowAt, type Recording } from './record.ts';

/** Two FNV-1a streams over every row, text and frame that is kept, as 16 hexadecimal digits. So records of one run have the same digest where they keep the same (snaplen, ring). */
export function digestOf(record: Recording): string {
  let a = 0x811c9dc5;
  let b = 0x050c5d1f;
  const octet = (value: number): void => {
    a = Math.imul(a ^ value, 0x01000193);
    b = Math.imul(b ^ ((value + 0x5b) & 0xff), 0x01000193);
  };
  const text = (value: string): void => {
    for (let i = 0; i < value.length; i++) {
      octet(value.charCodeAt(i) & 0xff);
      octet(value.charCodeAt(i) >>> 8);
    }
    octet(0);
  };
  for (let i = record.firstRow; i < record.rowCount; i++) text(JSON.stringify(rowAt(record, i)));
  for (const value of record.texts) text(value);
  for (let i = record.firstFrame; i < record.frameCount; i++) {
    for (const value of frameBytes(record, i)) octet(value);
    octet(frameIsBad(record, i) ? 1 : 0);
    if (frameLength(record, i) > record.snaplen) text(String(frameLength(record, i)));
  }
  return (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0');
}
