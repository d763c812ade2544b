// The examples of lessons/README.md, as lessons that can be read and played.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fromMarkdown } from 'mdast-util-from-markdown';

const text = readFileSync(fileURLToPath(new URL('../../lessons/README.md', import.meta.url)), 'utf8');

/** Fenced blocks of the page with this language, in order. */
export const fencesOf = (language: string): string[] =>
  fromMarkdown(text).children.flatMap((node) => (node.type === 'code' && node.lang === language ? [node.value] : []));

/** The standing topology T3 of the course: two LANs and a router; A has no gateway. */
export const twoLans = `lab: two-lans
devices:
  A: { kind: host, ip: 192.168.12.1/24, mac: 02:00:00:00:00:0a }
  B: { kind: host, ip: 192.168.12.2/24, mac: 02:00:00:00:00:0b, gateway: 192.168.12.254 }
  C: { kind: host, ip: 192.168.13.1/24, mac: 02:00:00:00:00:0c, gateway: 192.168.13.254 }
  S12: { kind: switch }
  S13: { kind: switch }
  R:
    kind: router
    interfaces:
      eth0: { ip: 192.168.12.254/24, mac: 02:00:00:00:01:01 }
      eth1: { ip: 192.168.13.254/24, mac: 02:00:00:00:01:02 }
links: [ [A, S12], [B, S12], [R.eth0, S12], [R.eth1, S13], [C, S13] ]
`;

/** A lesson of its own: what has no front matter gets one, and the lab T3 when it names none. */
export function wholeLesson(example: string): string {
  if (example.startsWith('---')) return example;
  const lab = /^```lab/m.test(example) ? '' : `\`\`\`lab\n${twoLans}\`\`\`\n\n`;
  return `---\nid: example\ntitle: Example\n---\n${lab}${example}\n`;
}
