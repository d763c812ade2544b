// The page that is measured: stage and timeline with one switch and as many hosts as the address asks for.
import { mount } from 'svelte';
import '../../../src/ui/theme.css';
import { language } from '../../../src/ui/language.svelte.ts';
import { parseLab } from '../../../src/sim/labText.ts';
import { Player } from '../../../src/player/player.svelte.ts';
import Bench from './Bench.svelte';

const hosts = Number(new URLSearchParams(location.search).get('hosts') ?? 52);
const names = Array.from({ length: hosts }, (_, i) => `H${i + 1}`);
const text = [
  'lab: star',
  'devices:',
  ...names.map((name, i) => `  ${name}: { kind: host, ip: 10.0.0.${i + 1}/24 }`),
  '  S: { kind: switch }',
  'links:',
  ...names.map((name) => `  - [${name}, S]`),
].join('\n');
const lab = parseLab(text, 'star.lab.yaml');
if (!lab.ok) throw new Error(JSON.stringify(lab.errors));

await language.choose('en');
const player = new Player();
mount(Bench, { target: document.querySelector('#app')!, props: { player } });
await player.load(lab.value);
await player.act({ do: 'run', on: 'H1', line: 'ping -c 1 10.0.0.200' });
Object.assign(window, { player });
