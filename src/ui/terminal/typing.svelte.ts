// What is typed into the terminals and not yet sent: a line for each host, those typed before, those that wait for their turn; and what the keys do with them.

import type { Player } from '../../player/player.svelte.ts';
import type { Command } from '../../sim/command.ts';
import { readerOn } from '../../sim/reading.ts';
import { place } from '../place.svelte.ts';
import { completed, completionsAt } from './completion.ts';
import { factsOf } from './facts.ts';
import { edit, emptyLine, insert, keysOf, LONGEST, pastedLines, type EditedLine, type Key } from './lineEditor.ts';

/** Most lines that are pasted at once. */
const MOST_PASTED = 200;
/** Lines typed before that are remembered of a host. */
const MOST_REMEMBERED = 500;

/** Lines typed before, by lesson and host, newest last. They stay while the page is open. */
const typedBefore: Record<string, string[]> = {};

export class Typist {
  readonly #player: Player;
  /** The device whose terminal is on show. */
  readonly #device: () => number;
  #lines = $state.raw<Readonly<Record<number, EditedLine>>>({});
  /** Lines typed here go to the shell although a program reads. */
  toShell = $state(false);
  /** Words that fit, when they are on show. */
  fitting = $state.raw<readonly string[]>([]);
  /** What a key has brought into the line, for those who hear the page. */
  told = $state('');
  /** What was pasted is too long and has not been taken. */
  refused = $state(false);
  /** Lines that were pasted and wait until what was typed before them is done; for which device, and since when. */
  waiting = $state.raw<readonly string[]>([]);
  #waitingOn = -1;
  #latest = 0;
  /** A command is on its way. */
  #busy = false;
  /** Tab was pressed, and several words fitted. */
  #asked = false;

  readonly #edit: (device: number, path: string) => void;

  /** `edit` opens a file of a host in an editor. */
  constructor(player: Player, device: () => number, edit: (device: number, path: string) => void = () => undefined) {
    this.#player = player;
    this.#device = device;
    this.#edit = edit;
  }

  get line(): EditedLine {
    return this.#lines[this.#device()] ?? emptyLine;
  }

  /** The program that typed lines are for; undefined: the shell. */
  get target(): { pid: number; program: string } | undefined {
    return this.toShell ? undefined : readerOn(this.#player.world.state, this.#device());
  }

  get running(): boolean {
    return isBusy(this.#player, this.#device());
  }

  /** Tab is for the terminal where there is something to complete. */
  wantsTab(): boolean {
    return this.line.text !== '' && !this.line.search && !this.target;
  }

  /** Takes what the emulator sends. True for each key that clears the sight, which is not done here. */
  take(data: string): boolean {
    let clears = false;
    for (const key of keysOf(data)) {
      if (key.key === 'clear') clears = true;
      else this.press(key);
    }
    return clears;
  }

  press(key: Key): void {
    this.refused = false;
    this.told = '';
    if (key.key === 'complete') return this.#complete();
    this.fitting = [];
    this.#asked = false;
    if (key.key === 'enter') void this.#enter(this.line.text);
    else if (key.key === 'interrupt') this.#interrupt();
    else if (key.key === 'end-input' && this.line.text === '') this.#endInput();
    else this.#set(edit(this.line, key, this.#history()));
    if (key.key === 'older' || key.key === 'newer' || this.line.search) this.told = this.line.text;
  }

  /** Takes a text that was pasted. All lines but the last are run, one after another. */
  paste(text: string): void {
    const [first = '', ...more] = pastedLines(text);
    const tooLong = [this.line.text + first, ...more].some((line) => line.length > LONGEST);
    this.refused = tooLong || more.length > MOST_PASTED;
    if (this.refused) return;
    this.fitting = [];
    this.#set(insert(edit(this.line, { key: 'text', text: '' }, []), first));
    const last = more.pop();
    if (last === undefined) return;
    const whole = this.line.text;
    this.#waitingOn = this.#device();
    this.waiting = [...this.waiting, ...more];
    void this.#enter(whole);
    this.#set(insert(emptyLine, last));
  }

  /** Sends the next of the lines that wait, if what was typed before it is done. To be called whenever the playhead has moved. */
  goOn(): void {
    if (!this.waiting.length || this.#busy) return;
    const device = this.#waitingOn;
    if (this.#player.playhead < this.#latest || device !== this.#device()) {
      this.waiting = []; // the reader has gone back, or elsewhere
      return;
    }
    if (!this.target && isBusy(this.#player, device)) return;
    const [line = '', ...rest] = this.waiting;
    this.waiting = rest;
    void this.#send(line);
  }

  #set(line: EditedLine): void {
    this.#lines = { ...this.#lines, [this.#device()]: line };
  }

  async #enter(text: string): Promise<void> {
    this.#set(emptyLine);
    await this.#send(text);
  }

  /** Hands a line to the program that reads, as it is, or to the shell. */
  async #send(text: string): Promise<void> {
    const { target } = this;
    const on = this.#host();
    const line = target ? text : text.trim();
    if (!line && !target) return this.goOn();
    const history = this.#history();
    if (line && history.at(-1) !== line) history.push(line);
    if (history.length > MOST_REMEMBERED) history.shift();
    await this.#act(target ? { do: 'type', on, line, pid: target.pid } : { do: 'run', on, line });
    this.goOn();
  }

  /** A command line may want a file to be edited: what follows is the page's work. */
  #lookForEditing(row: number): void {
    const { index, history } = this.#player;
    for (const open = [row]; open.length;) {
      for (const next of index.consequencesOf(open.shift()!)) {
        const { reason, x, device } = this.#player.row(next);
        if (reason === 'program-edit' && device !== undefined) this.#edit(device, history.record.texts[x] ?? '');
        else if (reason === 'program-started') open.push(next);
      }
    }
  }

  async #act(command: Command): Promise<void> {
    this.#busy = true;
    this.#latest = this.#player.playhead;
    const result = await this.#player.act(command);
    this.#player.play();
    this.#busy = false;
    if (result.ok) this.#lookForEditing(result.row);
  }

  #interrupt(): void {
    this.waiting = [];
    this.#set(emptyLine);
    if (!this.running) return;
    const { target } = this;
    void this.#act({ do: 'interrupt', on: this.#host(), ...(target && { pid: target.pid }) });
  }

  #endInput(): void {
    const { target } = this;
    if (target) void this.#act({ do: 'type', on: this.#host(), end: true, pid: target.pid });
  }

  #complete(): void {
    const facts = this.wantsTab() ? factsOf(this.#player.world.state, this.#device()) : undefined;
    if (!facts) return;
    const { line } = this;
    const completion = completionsAt(line.text, line.cursor, facts);
    const next = completed(line, completion);
    const isSame = next.text === line.text;
    this.fitting = isSame && this.#asked ? completion.fitting : [];
    this.#asked = isSame && completion.fitting.length > 1;
    if (!isSame) this.#set({ ...line, ...next });
    this.told = this.fitting.length ? this.fitting.join(' ') : this.line.text;
  }

  #host(): string {
    return this.#player.history.lab.devices[this.#device()]?.name ?? '';
  }

  #history(): string[] {
    const { route } = place;
    const key = `${route.page === 'lesson' ? route.lesson : this.#player.history.lab.name}/${this.#host()}`;
    return (typedBefore[key] ??= []);
  }
}

function isBusy(player: Player, device: number): boolean {
  const state = player.world.state.devices[device];
  return state !== undefined && 'processes' in state && state.processes.some(({ exit }) => exit === undefined);
}
