// A worker as the page has one: it runs programs of the course, and says what came of each.
import { scenariosIn, shortcomings } from './scenario.ts';
import { inSimulator } from './simulated.ts';

/** What it says: of each scenario its digest and what is not as it was to be; in the end that all are done, or why not. */
export type Ran = { name: string; digest: string; short: string[] } | { done: true } | { failed: string };

const texts: Record<string, string> = import.meta.glob(
  ['../python/programs/{S0-6.1,S0-8.1,S0-10,S2-udp,S3-9,S4-2.2,S4-2.2.3,S4-2.4.3,big-http}/*', '!**/*.pyc'],
  { query: '?raw', import: 'default', eager: true },
);

/** A few of all: threads, files, codecs, a server of the library, processes, logging, the web. */
const wanted = [
  'S0-6.1 sleeping-reader',
  'S0-8.1 size-2048',
  'S0-10 two-at-once',
  'S2-udp half-a-character',
  'S3-9 interleaved',
  'S4-2.2 three-users',
  'S4-2.2.3 short-answers',
  'S4-2.4.3 handlers',
  'big-http urllib-on-another-host',
];

async function run(): Promise<void> {
  const systems = new Map<string, Record<string, string>>();
  for (const [path, text] of Object.entries(texts)) {
    const [system, file] = path.split('/').slice(-2) as [string, string];
    systems.set(system, { ...systems.get(system), [file]: text });
  }
  for (const [system, files] of systems)
    for (const scenario of scenariosIn(system, files)) {
      const name = `${system} ${scenario.name}`;
      if (!wanted.includes(name)) continue;
      const ran = await inSimulator(scenario);
      self.postMessage({ name, digest: ran.digest, short: shortcomings(scenario, ran) } satisfies Ran);
    }
  self.postMessage({ done: true } satisfies Ran);
}

run().catch((error: unknown) => self.postMessage({ failed: String(error) } satisfies Ran));
