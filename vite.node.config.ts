// The teacher's command and the bridge, built for Node: each input becomes one file that runs without node_modules.
import { defineConfig } from 'vite';

export default defineConfig({
  ssr: { noExternal: true },
  build: {
    ssr: true,
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
