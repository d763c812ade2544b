// A report of a run as JSON: octets as base64, and as text where they are UTF-8.
import { formatInstant } from '../base/time.ts';
import type { EndReport, OctetsReport, RunReport } from '../sim/report.ts';

/** Instants in seconds, to the nanosecond (`1.000002000`). */
export function reportJson({ lab, seed, end, programs, files, connections, datagrams }: RunReport): unknown {
  return {
    ...{ lab, seed, end: formatInstant(end) },
    programs: programs.map(({ startedAt, exitedAt, threads, ...rest }) => ({
      ...rest,
      startedAt: formatInstant(startedAt),
      ...(exitedAt === undefined ? {} : { exitedAt: formatInstant(exitedAt) }),
      threads: threads.map(({ since, ...thread }) => ({ ...thread, since: formatInstant(since) })),
    })),
    files: files.map(({ host, path, size, sha256 }) => ({ host, path, size, sha256 })),
    connections: connections.map(({ client, server }) => ({ client: endJson(client), server: endJson(server) })),
    datagrams: datagrams.map(({ at, octets, ...rest }) => ({
      ...{ ...rest, at: formatInstant(at), size: octets.length },
      ...octetsJson(octets),
    })),
  };
}

const endJson = ({ sent, closed, ...end }: EndReport): unknown => ({
  ...end,
  sent: sentJson(sent),
  ...(closed ? { closed: { by: closed.by, at: formatInstant(closed.at) } } : {}),
});

const sentJson = ({ size, sha256, octets }: OctetsReport): unknown => ({ size, sha256, ...octetsJson(octets) });

function octetsJson(octets: Uint8Array): { base64: string; text?: string } {
  const base64 = Buffer.from(octets).toString('base64');
  try {
    return { base64, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets) };
  } catch {
    return { base64 }; // octets that are no text
  }
}
