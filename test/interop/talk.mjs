// Run inside a namespace: talks TCP through the machine's own kernel, and prints what came of it as JSON. `talk.mjs echo HOST PORT OCTETS`,
// `talk.mjs many HOST PORT OCTETS CONNECTIONS`, `talk.mjs refused HOST PORT`, `talk.mjs give HOST PORT OCTETS`,
// `talk.mjs take HOST PORT`, `talk.mjs serve PORT` (takes one connection and sends all back), `talk.mjs web PORT
// COUNT` (answers one request with the numbers from 1 to COUNT).
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer as createWebServer } from 'node:http';
import { connect, createServer } from 'node:net';

const [what, ...rest] = process.argv.slice(2);

/** Octets that repeat nowhere near. @param {number} size @param {number} seed */
function noise(size, seed) {
  const octets = Buffer.alloc(size);
  let x = 2 * seed + 1;
  for (let i = 0; i < size; i++) {
    x = (Math.imul(x, 1664525) + 1013904223) | 0;
    octets[i] = x >>> 24;
  }
  return octets;
}

/** @param {Buffer} octets */
const digest = (octets) => createHash('sha256').update(octets).digest('hex');

/** What the kernel says of its connections. */
function sockets() {
  try {
    return execFileSync('ss', ['-tinH'], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** Sends noise and wants it back. @param {string} host @param {number} port @param {number} size @param {number} seed */
function echo(host, port, size, seed) {
  return new Promise((resolve, reject) => {
    const sent = noise(size, seed);
    /** @type {Buffer[]} */
    const got = [];
    let count = 0;
    let seen = '';
    const began = performance.now();
    const socket = connect(port, host);
    socket.on('data', (chunk) => {
      got.push(chunk);
      count += chunk.length;
      if (!seen && count > size / 2) seen = sockets();
    });
    socket.on('error', reject);
    socket.on('end', () => {
      const ms = performance.now() - began;
      const back = Buffer.concat(got);
      resolve({ sent: digest(sent), got: digest(back), octets: back.length, ms, sockets: seen });
    });
    socket.end(sent);
  });
}

/** Sends noise and waits for the end. @param {string} host @param {number} port @param {number} size */
function give(host, port, size) {
  return new Promise((resolve, reject) => {
    const sent = noise(size, 1);
    const socket = connect(port, host);
    socket.on('error', reject);
    socket.on('close', () => resolve({ octets: size, digest: digest(sent) }));
    socket.resume();
    socket.end(sent);
  });
}

/** Takes all that comes. @param {string} host @param {number} port */
function take(host, port) {
  return new Promise((resolve, reject) => {
    /** @type {Buffer[]} */
    const got = [];
    const socket = connect(port, host);
    socket.on('data', (chunk) => got.push(chunk));
    socket.on('error', reject);
    socket.on('end', () => {
      const all = Buffer.concat(got);
      resolve({ octets: all.length, digest: digest(all) });
    });
  });
}

async function main() {
  const [host = '', port = '0', size = '0', connections = '1'] = rest;
  if (what === 'echo') return echo(host, Number(port), Number(size), 1);
  if (what === 'many') {
    return Promise.all(
      Array.from({ length: Number(connections) }, (_, i) => echo(host, Number(port), Number(size), i + 1)),
    );
  }
  if (what === 'refused') return echo(host, Number(port), 1, 1).catch((error) => ({ code: error.code }));
  if (what === 'give') return give(host, Number(port), Number(size));
  if (what === 'take') return take(host, Number(port));
  if (what === 'serve') {
    return new Promise((resolve) => {
      const server = createServer({ allowHalfOpen: true }, (socket) => {
        const hash = createHash('sha256');
        let octets = 0;
        socket.on('data', (chunk) => {
          hash.update(chunk);
          octets += chunk.length;
          socket.write(chunk);
        });
        socket.on('end', () => socket.end(() => server.close(() => resolve({ octets, digest: hash.digest('hex') }))));
      });
      server.listen(Number(host), '0.0.0.0', () => process.stderr.write('serving\n'));
    });
  }
  if (what === 'web') {
    return new Promise((resolve) => {
      const server = createWebServer((request, response) => {
        const { url } = request;
        const agent = request.headers['user-agent'];
        response.on('close', () => server.close(() => resolve({ url, agent })));
        response.setHeader('Connection', 'close');
        response.end(Array.from({ length: Number(port) }, (_, i) => `${i + 1}\n`).join(''));
      });
      server.listen(Number(host), '0.0.0.0', () => process.stderr.write('serving\n'));
    });
  }
  throw new Error(`talk.mjs: ${what}?`);
}

console.log(JSON.stringify(await main()));
