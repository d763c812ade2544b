// Judges a capture as Wireshark does: what cannot be read to its end, which checksums are wrong, where lengths contradict each other.
import { FRAME_BY_FRAME, fieldsOf } from './tshark.ts';

/** One thing that Wireshark finds wrong with a frame. */
export interface Complaint {
  /** Counted from 1. */
  frame: number;
  /** `malformed`, the field of a checksum (`ip.checksum`), or the words of an expert error. */
  about: string;
}

/** Wireshark's verdicts on checksums; 0 is "bad". */
const STATUSES = [
  'eth.fcs.status',
  'ip.checksum.status',
  'icmp.checksum.status',
  'udp.checksum.status',
  'tcp.checksum.status',
];
/** Expert items of this severity or group are faults; of other groups (a checksum, told above; a low TTL; no response) they are not. */
const ERROR = String(0x0080_0000);
const MALFORMED_GROUP = String(0x0700_0000);
const PROTOCOL_GROUP = String(0x0900_0000);

/** A complaint that a dissection of ours has, too: a problem of the total length. */
const TOO_LONG = 'IPv4 total length exceeds packet length';

/** All complaints, and how many frames were read: an empty capture proves nothing. */
export async function judge(
  file: string,
  preferences: readonly string[] = FRAME_BY_FRAME,
): Promise<{ frames: number; complaints: Complaint[] }> {
  const about = ['_ws.malformed', '_ws.expert.severity', '_ws.expert.group', '_ws.expert.message'];
  const lines = await fieldsOf(file, [...about, 'icmp.type', ...STATUSES], preferences);
  const complaints: Complaint[] = [];
  for (const [i, [malformed, severity, group, message, icmp, ...statuses]] of lines.entries()) {
    const frame = i + 1;
    if (malformed) complaints.push({ frame, about: 'malformed' });
    const severities = severity.split(',');
    const groups = group.split(',');
    // Of several expert items tshark joins all messages; which is whose does not matter here.
    const fault = severities.some(
      (one, k) => groups[k] === MALFORMED_GROUP || (one === ERROR && groups[k] === PROTOCOL_GROUP),
    );
    if (fault && !malformed) complaints.push({ frame, about: message.includes(TOO_LONG) ? 'ip.len' : message });
    for (const [k, status] of statuses.entries()) {
      // Of a segment that an ICMP error quotes, cut short, tshark 4.0 judges the checksum as if it were whole.
      if (STATUSES[k] === 'tcp.checksum.status' && icmp) continue;
      if (status?.split(',').includes('0')) complaints.push({ frame, about: STATUSES[k].replace('.status', '') });
    }
  }
  return { frames: lines.length, complaints };
}

const WARNING = String(0x0060_0000);

/** The words of all expert items that are errors, and of those that are warnings; each once. Fragments are put together, streams looked at as a whole. */
export async function expertWords(file: string): Promise<{ errors: string[]; warnings: string[] }> {
  const rows = await fieldsOf(file, ['_ws.expert.severity', '_ws.expert.message', 'icmp.type']);
  const said: Record<string, Set<string>> = { [ERROR]: new Set(), [WARNING]: new Set() };
  for (const [severities, messages, icmp] of rows) {
    if (icmp) continue; // see above
    // Neither list has commas inside its items, but for words in brackets.
    const words = messages.split(/,(?![^(]*\))/);
    for (const [i, severity] of severities.split(',').entries()) said[severity]?.add(words[i]);
  }
  return { errors: [...said[ERROR]].sort(), warnings: [...said[WARNING]].sort() };
}
