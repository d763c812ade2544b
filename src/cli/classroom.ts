// The teacher's command: what `npm run classroom` and `npm start` run.
import { main } from './main.ts';

// `… | head` closes our output before we are done: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await main(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  input: process.stdin,
  cwd: process.env['INIT_CWD'] ?? process.cwd(),
});
