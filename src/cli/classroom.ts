// The teacher's command: what `npm run classroom` and `npm start` run.
console.error('classroom: no commands yet');
process.exitCode = 2;
