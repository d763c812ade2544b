// What ping prints, word for word as iputils does, and the arithmetic behind its last lines.

/** What ping keeps count of. Times in whole microseconds, as iputils counts. */
export interface PingCount {
  transmitted: number;
  received: number;
  repeats: number;
  errors: number;
  sum: number;
  sumOfSquares: number;
  least: number;
  most: number;
  /** Most requests that were on their way at once. */
  pipe: number;
  /** From the first request to the last, ns. */
  elapsed: number;
}

export function createPingCount(): PingCount {
  return {
    transmitted: 0,
    received: 0,
    repeats: 0,
    errors: 0,
    sum: 0,
    sumOfSquares: 0,
    least: Infinity,
    most: 0,
    pipe: 0,
    elapsed: 0,
  };
}

/** Counts one round trip, µs. */
export function countTrip(count: PingCount, us: number): void {
  count.sum += us;
  count.sumOfSquares += us * us;
  if (us < count.least) count.least = us;
  if (us > count.most) count.most = us;
}

/** `4.03`, `12.3`, `103`: milliseconds with three digits, from µs, rounded as iputils rounds. */
export function tripText(us: number): string {
  if (us >= 100_000 - 50) return String(Math.floor((us + 500) / 1000));
  if (us >= 10_000 - 5) return (Math.floor((us + 50) / 100) / 10).toFixed(1);
  if (us >= 1_000) return (Math.floor((us + 5) / 10) / 100).toFixed(2);
  return (us / 1000).toFixed(3);
}

const UNREACHABLE = [
  'Destination Net Unreachable',
  'Destination Host Unreachable',
  'Destination Protocol Unreachable',
  'Destination Port Unreachable',
  '', // worded with the MTU below
  'Source Route Failed',
  'Destination Net Unknown',
  'Destination Host Unknown',
  'Source Host Isolated',
  'Destination Net Prohibited',
  'Destination Host Prohibited',
  'Destination Net Unreachable for Type of Service',
  'Destination Host Unreachable for Type of Service',
  'Packet filtered',
  'Precedence Violation',
  'Precedence Cutoff',
];

/** An ICMP error in ping's words (types 3, 4, 5, 11 and 12 of RFC 792); `mtu` is that of "fragmentation needed". */
export function icmpErrorText(type: number, code: number, mtu: number): string {
  if (type === 3) {
    if (code === 4) return `Frag needed and DF set (mtu = ${mtu})`;
    return UNREACHABLE[code] ?? `Dest Unreachable, Bad Code: ${code}`;
  }
  if (type === 4) return 'Source Quench';
  if (type === 5) return ['Redirect Network', 'Redirect Host'][code] ?? `Redirect, Bad Code: ${code}`;
  if (type === 11) {
    return ['Time to live exceeded', 'Frag reassembly time exceeded'][code] ?? `Time exceeded, Bad Code: ${code}`;
  }
  if (type === 12) return 'Parameter problem';
  return `Bad ICMP type: ${type}`;
}

/**
 * The last lines. Standard deviation is √(mean of squares − square of mean), all in whole µs; `timing` is false when the requests had no room for a
 * time stamp. An empty last line stands where there is nothing to say about round trips, as real ping prints it.
 */
export function statisticsText(destination: string, count: PingCount, timing: boolean): string[] {
  const { transmitted, received } = count;
  let line = `${transmitted} packets transmitted, ${received} received`;
  if (count.repeats) line += `, +${count.repeats} duplicates`;
  if (count.errors) line += `, +${count.errors} errors`;
  if (transmitted) {
    const loss = ((transmitted - received) * 100) / transmitted;
    line += `, ${Number(loss.toPrecision(6))}% packet loss, time ${Math.floor(count.elapsed / 1_000_000)}ms`;
  }
  const last: string[] = [];
  if (received && timing) {
    const trips = received + count.repeats;
    const mean = Math.floor(count.sum / trips);
    const variance = Math.floor((count.sumOfSquares - Math.floor((count.sum * count.sum) / trips)) / trips);
    const deviation = Math.floor(Math.sqrt(Math.max(variance, 0)));
    const ms = [count.least, mean, count.most, deviation].map((us) => (us / 1000).toFixed(3)).join('/');
    last.push(`rtt min/avg/max/mdev = ${ms} ms`);
  }
  if (count.pipe > 1) last.push(`pipe ${count.pipe}`);
  return [`--- ${destination} ping statistics ---`, line, last.join(', ')];
}
