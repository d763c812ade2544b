// Linux namespaces on a live port, for tests: each command gets a namespace of its own, which is gone when the command ends.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { fileURLToPath } from 'node:url';

const tap = fileURLToPath(new URL('../../scripts/tap.pl', import.meta.url));
export const talk = fileURLToPath(new URL('talk.mjs', import.meta.url));

/** Why there can be no namespace with a TAP here; undefined when there can. */
export function whyNoNamespace(): string | undefined {
  if (process.platform !== 'linux') return 'this is not Linux';
  if (process.getuid?.() !== 0) return 'this does not run as root';
  try {
    accessSync('/dev/net/tun', constants.R_OK | constants.W_OK);
  } catch {
    return '/dev/net/tun cannot be used';
  }
  // All that is needed at once: a namespace, iproute2, the permission to make a TAP; and then Perl with its sockets.
  const made = tried('unshare', ['--net', 'ip', 'tuntap', 'add', 'dev', 'eth0', 'mode', 'tap']);
  return made ?? tried('perl', ['-MIO::Socket::INET', '-MPOSIX', '-e', '1']);
}

function tried(command: string, args: string[]): string | undefined {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) return `${command} is not installed`;
  return status === 0 ? undefined : `${command} ${args.join(' ')}: ${stderr.trim().split('\n')[0]}`;
}

/** True when a program can be run here. */
export const hasProgram = (name: string): boolean => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

export interface Ended {
  status: number | null;
  out: string;
  err: string;
  /** The kernel's counters of what it received with a bad checksum or header, of all protocols: all must be 0. */
  bad: Record<string, number>;
}

const children = new Set<ChildProcess>();

/** A program has ended when the kernel has its last octets; the namespace may not, before the other side has them. */
const DRAINED =
  'for i in $(seq 400); do ss -tnH state last-ack state fin-wait-1 state closing | grep -q . || break; sleep 0.05; done';
const COUNTERS = 'cat /proc/net/snmp';
const MARK = '-- counters --';

/**
 * Runs a shell script in a namespace whose eth0 (192.168.12.9/24) is at the live port on 127.0.0.1. `begun` sees what it writes to stderr as it comes.
 */
export function inNamespace(port: number, script: string, begun?: (text: string) => void): Promise<Ended> {
  const whole = `(\n${script}\n)\nstatus=$?; ${DRAINED}; echo '${MARK}'; ${COUNTERS}; exit $status`;
  return new Promise((resolve, reject) => {
    const args = [tap, `127.0.0.1:${port}`, '192.168.12.9/24', '--via', '192.168.12.254', 'sh', '-c', whole];
    const child = spawn('perl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    const all = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (all.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      all.err += text;
      begun?.(text);
    });
    child.on('error', reject);
    child.on('close', (status) => {
      children.delete(child);
      const [out = '', counters = ''] = all.out.split(`${MARK}\n`);
      resolve({ status, out, err: all.err, bad: badOf(counters) });
    });
  });
}

/** Ends every namespace that a test left behind, with what runs in it. */
export async function endNamespaces(): Promise<void> {
  for (const child of children) {
    const gone = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGTERM');
    await gone;
  }
}

/** Of /proc/net/snmp: pairs of lines, names and values, that begin alike. */
function badOf(counters: string): Record<string, number> {
  const bad: Record<string, number> = {};
  const names = new Map<string, string[]>();
  for (const line of counters.trim().split('\n')) {
    const [protocol = '', ...cells] = line.split(' ');
    const before = names.get(protocol);
    if (!before) names.set(protocol, cells);
    else {
      before.forEach((name, i) => {
        if (/InCsumErrors|InHdrErrors/.test(name)) bad[`${protocol}${name}`] = Number(cells[i]);
      });
    }
  }
  return bad;
}
