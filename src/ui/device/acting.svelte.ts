// Doing commands from a form: one after the other, with what became of them, said in words.
import type { Player } from '../../player/player.svelte.ts';
import type { Command } from '../../sim/command.ts';
import { follow } from '../following.svelte.ts';
import { t } from '../language.svelte.ts';
import { commandProblemText } from '../sentence.ts';

export class Acting {
  /** What was said last about a command; for a status line. */
  said = $state('');
  failed = $state(false);
  busy = $state(false);
  readonly player: Player;

  constructor(player: Player) {
    this.player = player;
  }

  /** Does the commands until one is refused. True when all were done. */
  async act(...commands: Command[]): Promise<boolean> {
    this.busy = true;
    try {
      for (const command of commands) {
        const result = await this.player.act(command);
        this.failed = !result.ok;
        if (!result.ok) {
          this.said = result.problems.map(commandProblemText).join(' ');
          return false;
        }
        follow(this.player);
      }
      this.said = t('device.done');
      return true;
    } finally {
      this.busy = false;
    }
  }
}
