// The reader's desk: texts that have been written and are not on a host yet, which file is open, lines to stop at. One for each run; texts outlive the page.

import type { Player } from '../../player/player.svelte.ts';
import { linePlaceOf, sameFile } from '../../player/scriptPlaces.ts';
import type { Lab } from '../../sim/lab.ts';
import { absolute, filesOn, shortPath, textOn, type HostFile, type HostFileChange } from '../../sim/hostFiles.ts';
import { scriptsOn, scriptsRun, type ScriptFacts } from '../../sim/scriptFacts.ts';
import { commandProblemText } from '../sentence.ts';
import { isEmbedded, recall, remember } from '../storage.ts';

/** A line that the reader has chosen. */
export interface ChosenLine {
  device: number;
  path: string;
  line: number;
}

const STORED = 'code';
/** Labs whose texts are kept, the latest ones; characters of all texts of one. */
const MOST_LABS = 30;
const MOST_TEXT = 400_000;
/** ms after the last letter. */
const PAUSE = 1200;

type Texts = Readonly<Record<string, string>>;

/** A text by host and path. */
const keyOf = (host: string, path: string): string => `${host}:${path}`;

export class Desk {
  readonly #player: Player;
  /** What the reader has written last, by host and path. */
  #texts = $state.raw<Texts>({});
  /** Of these, what no host has yet. */
  #unsaved = $state.raw<readonly string[]>([]);
  #open = $state.raw<Readonly<Record<string, string>>>({});
  #arguments = $state.raw<Readonly<Record<string, string>>>({});
  #stops = $state.raw<Readonly<Record<string, readonly number[]>>>({});
  chosen = $state.raw<ChosenLine | undefined>(undefined);
  /** The host that the code view shows, once one was picked. */
  host = $state<number | undefined>();
  /** Why something was not done. */
  problem = $state('');
  #lab: string | undefined;
  #of: Lab | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(player: Player) {
    this.#player = player;
  }

  /** Brings what was written in this lab before. To be called when another run has begun: its hosts have nothing of it yet. */
  enter(lab: Lab): void {
    if (lab === this.#of) return;
    this.#of = lab;
    clearTimeout(this.#timer);
    const name = nameOf(lab);
    this.#texts = keptTexts()[name] ?? (name === this.#lab ? this.#texts : {});
    const { state } = this.#player.world;
    this.#unsaved = Object.keys(this.#texts).filter((key) => {
      const [, host = '', path = ''] = /^(.*?):(.*)$/s.exec(key)!;
      return textOn(state, this.#numberOf(host), path) !== this.#texts[key];
    });
    this.problem = '';
    if (name === this.#lab) return;
    this.#lab = name;
    this.#open = {};
    this.#stops = {};
    this.#arguments = {};
    this.chosen = undefined;
    this.host = undefined;
  }

  #numberOf = (host: string): number => this.#player.history.lab.devices.findIndex(({ name }) => name === host);
  #nameOf = (device: number): string => this.#player.history.lab.devices[device]?.name ?? '';
  #key = (device: number, path: string): string => keyOf(this.#nameOf(device), path);

  // ── files ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** What there is to open on a host: its own files, not those of the system, and what has been written and is not there yet. */
  filesOf(device: number): HostFile[] {
    const there = filesOn(this.#player.world.state, device).filter(
      ({ path }) => !/^\/(etc|proc|dev|usr|lib|bin)\//.test(path),
    );
    const host = `${this.#nameOf(device)}:`;
    const more = this.#unsaved
      .filter((key) => key.startsWith(host))
      .map((key) => key.slice(host.length))
      .filter((path) => !there.some((one) => one.path === path))
      .map((path) => ({ path, size: this.#texts[host + path]!.length }));
    return [...there, ...more].sort(
      (a, b) => Number(isProgram(b.path)) - Number(isProgram(a.path)) || (a.path < b.path ? -1 : 1),
    );
  }

  /** The file that is open on a host: the one that was picked, else what runs there, else the first. */
  openOn(device: number, files: readonly HostFile[] = this.filesOf(device)): string | undefined {
    const picked = this.#open[this.#nameOf(device)];
    const has = (path: string): boolean => files.some((one) => one.path === path);
    if (picked !== undefined && has(picked)) return picked;
    const running = scriptsOn(this.#player.world.state, device).findLast((one) => one.exit === undefined);
    return files.find(({ path }) => running && sameFile(path, running.file))?.path ?? files[0]?.path;
  }

  open(device: number, path: string): void {
    this.#open = { ...this.#open, [this.#nameOf(device)]: path };
  }

  /** The path of a file as a program calls it; undefined where the host has none of that name. */
  pathOf(device: number, file: string): string | undefined {
    const files = this.filesOf(device);
    return (files.find(({ path }) => path === absolute(file)) ?? files.find(({ path }) => sameFile(path, file)))?.path;
  }

  isUnsaved = (device: number, path: string): boolean => this.#unsaved.includes(this.#key(device, path));

  /** What the editor shows: the reader's text until the host has it, then what the host has at the playhead. */
  textOf(device: number, path: string): string | undefined {
    const key = this.#key(device, path);
    return this.#unsaved.includes(key) ? this.#texts[key] : textOn(this.#player.world.state, device, path);
  }

  /** The reader has written a newer text than what the host has at the playhead, and looks at the older one. */
  isOlder(device: number, path: string, shown: string | undefined): boolean {
    const text = this.#texts[this.#key(device, path)];
    return !this.isUnsaved(device, path) && text !== undefined && text !== shown;
  }

  takeNewer(device: number, path: string): void {
    this.#unsaved = [...this.#unsaved, this.#key(device, path)];
  }

  /** Takes a text that was typed. Where nothing that somebody has seen would be lost, the host gets it after a pause. */
  write(device: number, path: string, text: string): void {
    const key = this.#key(device, path);
    const saved = textOn(this.#player.world.state, device, path);
    this.#keep({ ...this.#texts, [key]: text });
    const others = this.#unsaved.filter((one) => one !== key);
    this.#unsaved = text === saved ? others : [...others, key];
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { playhead, farthest, playing, world } = this.#player;
      if (playhead >= farthest && !playing && !scriptsRun(world.state)) void this.save(device);
    }, PAUSE);
  }

  #keep(texts: Texts): void {
    this.#texts = texts;
    if (this.#lab === undefined || isEmbedded()) return;
    const { [this.#lab]: _, ...others } = keptTexts();
    const size = Object.values(texts).reduce((sum, text) => sum + text.length, 0);
    if (size > MOST_TEXT) return;
    const kept = Object.entries(others).slice(-(MOST_LABS - 1));
    remember(STORED, { ...Object.fromEntries(kept), [this.#lab]: texts });
  }

  /** Puts what was written on its host, at the playhead. False where that was refused. */
  async save(device: number): Promise<boolean> {
    const host = this.#nameOf(device);
    const keys = this.#unsaved.filter((key) => key.startsWith(`${host}:`));
    if (!keys.length) return true;
    clearTimeout(this.#timer);
    const texts = this.#texts;
    const changes = keys.map((key) => ({ path: key.slice(host.length + 1), text: texts[key]! }));
    if (!(await this.change(device, changes))) return false;
    // What was typed meanwhile is not there yet.
    this.#unsaved = this.#unsaved.filter((key) => !keys.includes(key) || this.#texts[key] !== texts[key]);
    return true;
  }

  /** Changes files of a host at the playhead. */
  async change(device: number, changes: HostFileChange[]): Promise<boolean> {
    return this.#told(await this.#player.act({ do: 'file', on: this.#nameOf(device), changes }));
  }

  #told(result: Awaited<ReturnType<Player['act']>>): boolean {
    this.problem = result.ok ? '' : result.problems.map(commandProblemText).join(' ');
    return result.ok;
  }

  async make(device: number, path: string, text = ''): Promise<void> {
    if (!(await this.change(device, [{ path, text }]))) return;
    this.#forget(device, path);
    this.#keep({ ...this.#texts, [this.#key(device, path)]: text });
    this.open(device, path);
  }

  /** Opens a file to be edited; one that is not there is begun, and stands on the host when it is saved. */
  edit(device: number, path: string): void {
    this.enter(this.#player.history.lab);
    if (textOn(this.#player.world.state, device, path) === undefined && !this.isUnsaved(device, path)) {
      this.#keep({ ...this.#texts, [this.#key(device, path)]: '' });
      this.#unsaved = [...this.#unsaved, this.#key(device, path)];
    }
    this.open(device, path);
    this.host = device;
  }

  async remove(device: number, path: string): Promise<void> {
    const there = textOn(this.#player.world.state, device, path) !== undefined || !this.isUnsaved(device, path);
    if (there && !(await this.change(device, [{ path, removed: true }]))) return;
    this.#forget(device, path);
  }

  async rename(device: number, path: string, to: string): Promise<void> {
    if (!(await this.save(device)) || !(await this.change(device, [{ path, to }]))) return;
    const text = this.#texts[this.#key(device, path)];
    this.#forget(device, path);
    if (text !== undefined) this.#keep({ ...this.#texts, [this.#key(device, to)]: text });
    this.open(device, to);
  }

  /** The text as it is shown, on another host too. */
  async copyTo(device: number, path: string, target: number): Promise<void> {
    const text = this.textOf(device, path);
    if (text !== undefined) await this.make(target, path, text);
  }

  #forget(device: number, path: string): void {
    const key = this.#key(device, path);
    const { [key]: _, ...texts } = this.#texts;
    this.#unsaved = this.#unsaved.filter((one) => one !== key);
    this.#keep(texts);
  }

  // ── programs ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  argumentsOf = (device: number, path: string): string => this.#arguments[this.#key(device, path)] ?? '';

  setArguments(device: number, path: string, text: string): void {
    this.#arguments = { ...this.#arguments, [this.#key(device, path)]: text };
  }

  /** The youngest program on the host that runs this file. */
  runningOf(device: number, path: string): ScriptFacts | undefined {
    return scriptsOn(this.#player.world.state, device).findLast(
      (one) => one.exit === undefined && sameFile(path, one.file),
    );
  }

  /** Runs a file at the playhead, with what was written. */
  async run(device: number, path: string): Promise<void> {
    if (!(await this.save(device))) return;
    const words = this.argumentsOf(device, path).trim();
    const line = `python ${shellWord(shortPath(path))}${words ? ` ${words}` : ''}`;
    if (this.#told(await this.#player.act({ do: 'run', on: this.#nameOf(device), line }))) this.#player.play();
  }

  /** Ctrl-C. */
  async interrupt(device: number, pid: number): Promise<void> {
    if (this.#told(await this.#player.act({ do: 'interrupt', on: this.#nameOf(device), pid }))) this.#player.play();
  }

  async kill(device: number, pid: number): Promise<void> {
    this.#told(await this.#player.act({ do: 'run', on: this.#nameOf(device), line: `kill -9 ${pid}` }));
  }

  async restart(device: number, path: string): Promise<void> {
    const running = this.runningOf(device, path);
    if (running) await this.kill(device, running.pid);
    if (!this.problem) await this.run(device, path);
  }

  // ── lines ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  stopsOf = (device: number, path: string): readonly number[] => this.#stops[this.#key(device, path)] ?? NONE;

  setStops(device: number, path: string, lines: readonly number[]): void {
    this.#stops = { ...this.#stops, [this.#key(device, path)]: lines };
  }

  toggleStop(device: number, path: string, line: number): void {
    const lines = this.stopsOf(device, path);
    this.setStops(device, path, lines.includes(line) ? lines.filter((one) => one !== line) : [...lines, line]);
  }

  get hasStops(): boolean {
    return Object.values(this.#stops).some((lines) => lines.length > 0);
  }

  /** Is that a line to stop at? */
  isStop(device: number, file: string, line: number): boolean {
    const host = `${this.#nameOf(device)}:`;
    return Object.entries(this.#stops).some(
      ([key, lines]) => key.startsWith(host) && lines.includes(line) && sameFile(key.slice(host.length), file),
    );
  }

  /** Opens a line that is named as in a traceback, `server.py:6`. */
  goTo(device: number, place: string | { file: string; line: number }): boolean {
    this.enter(this.#player.history.lab);
    const { file = '', line = 1 } = (typeof place === 'string' ? linePlaceOf(place) : place) ?? {};
    const path = this.pathOf(device, file);
    if (path === undefined) return false;
    this.open(device, path);
    this.host = device;
    this.chosen = { device, path, line };
    return true;
  }
}

const NONE: readonly never[] = [];

export const isProgram = (path: string): boolean => path.endsWith('.py');

/** A word that a shell leaves as it is. */
const shellWord = (word: string): string =>
  /^[\p{L}\p{N}_.,:/=@%+-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`;

/** A lab by its hosts and the files that they begin with: what was written in one is for no other. FNV-1a, 32 bits. */
function nameOf({ name, devices }: Lab): string {
  const files = devices.flatMap((device) =>
    'files' in device ? Object.entries(device.files).flatMap(([path, text]) => [device.name, path, text]) : [],
  );
  let hash = 0x811c9dc5;
  for (const letter of files.join('\0')) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
  return `${name}#${hash.toString(36)}`;
}

function keptTexts(): Record<string, Texts> {
  const kept = recall(STORED);
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return {};
  const isTexts = (value: unknown): value is Texts =>
    typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');
  return Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, Texts] => isTexts(entry[1])));
}

const desks = new WeakMap<Player, Desk>();

/** The one that all views of a player share. */
export function deskOf(player: Player): Desk {
  let desk = desks.get(player);
  if (!desk) desks.set(player, (desk = new Desk(player)));
  return desk;
}
