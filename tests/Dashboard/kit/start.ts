import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const program = process.env['TALLY_PROGRAM'] ?? join(root, 'functions', 'DevHost', 'bin', 'Release', 'net10.0', 'tally.dll');

/** What was built last. Beside the program there may be files of builds before. */
export const pagesFolder = join(root, 'functions', 'Dashboard', 'dist');

const deadline = 120_000;

/** Starts the product with its demo, on a free port and a data directory of its own; ends it after the last test. */
export default async function start(): Promise<() => Promise<void>> {
  const data = mkdtempSync(join(tmpdir(), 'tally-dashboard-'));
  const server = spawn('dotnet', [program, 'serve', '--data', data, '--port', '0', '--demo', '--local-webhooks'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));

  // The last line of the greeting: from then on everything is there.
  const ready = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Ctrl-C stops.')) {
        resolve();
      }
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('exit', () => reject(new Error(`The process ended before it answered:\n${output}`)));
    server.once('error', reject);
    setTimeout(() => reject(new Error(`The process did not answer in time:\n${output}`)), deadline).unref();
  });
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };

  try {
    await ready;
  } catch (problem) {
    await stop();
    throw problem;
  }

  process.env['TALLY_DEMO'] = readFileSync(join(data, 'demo.json'), 'utf8');
  if (!existsSync(join(dirname(program), 'dashboard', 'index.html'))) {
    await stop();
    throw new Error('The dashboard is not beside the program: run functions/Dashboard/build, and build the program after it.');
  }

  return stop;
}
