// What curl writes: its request, its progress meter, and -w; and how it reads a URL (RFC 3986).

import { SECOND } from '../../base/time.ts';
import { headText } from './http.ts';
import type { CurlOptions } from './curlOptions.ts';

export interface Url {
  host: string;
  port: number;
  /** Path and query, as the request line has it. */
  target: string;
  /** The last part of the path, for -O. */
  file: string;
}

/** A URL taken apart, or curl's exit status and word against it. No scheme means http. */
export function readUrl(text: string): Url | { status: number; error: string } {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(text);
  if (scheme && scheme[1]!.toLowerCase() !== 'http') {
    return { status: 1, error: `Protocol "${scheme[1]!.toLowerCase()}" not supported or disabled in libcurl` };
  }
  const bad = { status: 3, error: 'URL using bad/illegal format or missing URL' };
  const rest = text.slice(scheme?.[0].length ?? 0);
  const match = /^([^/?#:@\s\\]+)(?::(\d*))?(\/[^?#]*)?(\?[^#]*)?(?:#.*)?$/.exec(rest);
  // Whatever is no printable ASCII must be percent-encoded; and nothing may break out of the request line.
  if (!match || /[^\x21-\x7e]/.test(rest)) return bad;
  const port = match[2] ? Number(match[2]) : 80;
  if (port > 65_535) return bad;
  const path = match[3] ?? '/';
  return { host: match[1]!, port, target: path + (match[4] ?? ''), file: path.slice(path.lastIndexOf('/') + 1) };
}

export const methodOf = ({ method, head, data }: CurlOptions): string =>
  method ?? (head ? 'HEAD' : data === undefined ? 'GET' : 'POST');

/** The head of a request. `-H 'Name: x'` replaces what curl would send, `-H 'Name:'` takes it away. */
export function requestHead(options: CurlOptions, url: Url): string {
  const host = url.port === 80 ? url.host : `${url.host}:${url.port}`;
  const own: [string, string][] = [
    ['Host', host],
    ['User-Agent', options.agent],
    ['Accept', '*/*'],
  ];
  const given = options.fields.map((field) => /^([^:;]+)([:;])\s*(.*)$/.exec(field)).filter((one) => one !== null);
  const isGiven = (name: string): boolean => given.some((one) => one[1]!.toLowerCase() === name.toLowerCase());
  const late: [string, string][] =
    options.data === undefined
      ? []
      : [
          ['Content-Length', String(new TextEncoder().encode(options.data).length)],
          ['Content-Type', 'application/x-www-form-urlencoded'],
        ];
  const fields = [
    ...own.filter(([name]) => !isGiven(name)),
    ...given.flatMap(([, name, mark, value]): [string, string][] => (value || mark === ';' ? [[name!, value!]] : [])),
    ...late.filter(([name]) => !isGiven(name)),
  ];
  return headText(`${methodOf(options)} ${url.target} HTTP/1.${options.old ? 0 : 1}`, fields);
}

/** What is known of one transfer when it is over. */
export interface Figures {
  /** Octets of the body that have come, and how many it should have; undefined: nobody knows. */
  received: number;
  expected: number | undefined;
  posted: number;
  /** ns. */
  time: number;
  status: number;
  connects: number;
}

export const METER_HEAD = `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed`;

/** The meter's last line. */
export function meterLine({ received, expected, posted, time }: Figures): string {
  const seconds = Math.max(time / SECOND, 1e-6);
  const total = (expected ?? 0) + posted;
  const speed = size(received / seconds);
  const part = (of: number | undefined, got: number): string =>
    String(of ? Math.floor((got * 100) / of) : 0).padStart(3);
  const spent = clock(time);
  return [
    `${part(total, received + posted)} ${size(total || received)}`,
    `${part(expected, received)} ${size(received)}`,
    `${posted ? '100' : '  0'} ${size(posted)}`,
    `${speed}`,
    `${size(posted / seconds)} ${spent} ${spent} --:--:-- ${speed}`,
  ].join('  ');
}

/** Five characters, as curl writes sizes. */
function size(octets: number): string {
  const whole = Math.floor(octets);
  if (whole < 100_000) return String(whole).padStart(5);
  if (whole < 10_000 * 1024) return `${String(Math.floor(whole / 1024)).padStart(4)}k`;
  const mega = whole / (1024 * 1024);
  return mega < 100 ? `${mega.toFixed(1).padStart(4)}M` : `${String(Math.floor(mega)).padStart(4)}M`;
}

function clock(time: number): string {
  const seconds = Math.floor(time / SECOND);
  if (seconds === 0) return '--:--:--';
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(Math.floor(seconds / 3600)).padStart(2)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** `-w`: variables and the escapes of C. */
export function writeOutText(format: string, url: string, figures: Figures): string {
  const variables: Record<string, string> = {
    http_code: String(figures.status).padStart(3, '0'),
    response_code: String(figures.status).padStart(3, '0'),
    num_connects: String(figures.connects),
    size_download: String(figures.received),
    time_total: (figures.time / SECOND).toFixed(6),
    url_effective: url,
  };
  const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t' };
  return format
    .replace(/%\{(\w+)\}/g, (all, name: string) => (Object.hasOwn(variables, name) ? variables[name]! : all))
    .replace(/\\([nrt])/g, (_, letter: string) => escapes[letter]!);
}
