// The teacher's command and the bridge, built for Node: each input becomes one file that runs without node_modules (and beside it, the interpreter for programs).
import { defineConfig } from 'vite';
import { python } from './scripts/python.mjs';

export default defineConfig({
  plugins: [python()],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    ssrEmitAssets: true,
    target: 'node20',
    outDir: 'dist-node',
    sourcemap: true,
    copyPublicDir: false,
    rolldownOptions: {
      input: { classroom: 'src/cli/classroom.ts' },
      output: { entryFileNames: '[name].js', codeSplitting: false },
    },
  },
});
