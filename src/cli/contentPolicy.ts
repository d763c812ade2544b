// What a page of the classroom may load and run: said by our own server in a header, and in the built page itself for every other server.
import type { Plugin } from 'vite';

/** Scripts come from the classroom's own files only; what a lesson says cannot run. */
const directives: readonly string[] = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'", // the stage and Svelte's transitions set styles on elements
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** As the value of a header. `headerOnly` are directives that browsers take from a header alone. */
export const contentPolicy = (headerOnly: readonly string[] = []): string => [...directives, ...headerOnly].join('; ');

/** The Vite plugin that writes the policy into the built page. Not while developing: there Vite runs scripts in the page. */
export function contentPolicyPlugin(): Plugin {
  return {
    name: 'content-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentPolicy() },
        injectTo: 'head-prepend',
      },
    ],
  };
}
