import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(__dirname, '../..');
/** The server as it ships; RINGFENCE_BINARY names another one, from the project's folder. */
const binary = join(root, process.env['RINGFENCE_BINARY'] ?? 'target/release/ringfence');

/** Time for the first migration on a busy machine. */
const startLimit = 60_000;
/** Time to finish what is under way after SIGTERM. */
const stopLimit = 20_000;

export interface ServerOptions {
  /** Words after `ringfence serve`. */
  readonly args?: readonly string[];
  /** Over the variables that the server gets anyway. */
  readonly env?: Readonly<Record<string, string>>;
  /** The data folder of another server, to start a second one beside it or to start it again. */
  readonly data?: string;
  /** The port of a server that has ended, to start it again where its pages look for it. */
  readonly port?: number;
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening, failed) => {
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', listening);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

/** What a command of `ringfence` printed, and how it ended. */
export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The server, on a port and in a data folder of its own, started from somewhere else than the project. */
export class Server {
  private constructor(
    readonly url: string,
    readonly port: number,
    readonly data: string,
    private readonly env: Record<string, string>,
    private readonly log: string,
    private readonly child: ChildProcess,
    private readonly owned: string | undefined,
  ) {}

  /** Starts a server and waits until it answers. */
  static async start(options: ServerOptions = {}): Promise<Server> {
    const owned = options.data === undefined ? await mkdtemp(join(tmpdir(), 'ringfence-browser-')) : undefined;
    const data = options.data ?? owned!;
    const port = options.port ?? (await freePort());
    const address = `127.0.0.1:${port}`;
    const env: Record<string, string> = {
      PATH: process.env['PATH'] ?? '',
      HOME: data,
      RUST_BACKTRACE: '1',
      LEPTOS_SITE_ADDR: address,
      RINGFENCE_CONFIG: join(root, 'Leptos.toml'),
      RINGFENCE_DATA: data,
      ...options.env,
    };
    const log = join(data, `server-${port}.log`);
    const output = openSync(log, 'a');
    const child = spawn(binary, ['serve', ...(options.args ?? [])], {
      cwd: data,
      env,
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    const server = new Server(`http://${address}`, port, data, env, log, child, owned);
    try {
      await server.answers();
    } catch (problem) {
      child.kill('SIGKILL');
      throw new Error(`${String(problem)}\n${await server.lines()}`);
    }
    return server;
  }

  /** What the server's clock says, which may be ahead. */
  now(): Date {
    const ahead = Number.parseInt(this.env['RINGFENCE_CLOCK'] ?? '0', 10);
    return new Date(Date.now() + ahead * 1_000);
  }

  /** Everything the server has written so far. */
  lines(): Promise<string> {
    return readFile(this.log, 'utf8');
  }

  /** Runs a command of the same binary on the same data, beside the running server. */
  async command(...args: string[]): Promise<Answer> {
    try {
      const { stdout, stderr } = await promisify(execFile)(binary, args, { cwd: this.data, env: this.env });
      return { code: 0, stdout, stderr };
    } catch (problem) {
      const failed = problem as { code?: unknown; stdout?: string; stderr?: string };
      if (typeof failed.code !== 'number') throw problem;
      return { code: failed.code, stdout: failed.stdout ?? '', stderr: failed.stderr ?? '' };
    }
  }

  /** Stops the server as an operator does, and insists that it ends cleanly. */
  async stop(): Promise<void> {
    if (!this.running()) throw new Error(`the server ended by itself\n${await this.lines()}`);
    const ended = new Promise<void>((done) => this.child.once('exit', () => done()));
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), stopLimit);
    await ended;
    clearTimeout(late);
    if (this.child.exitCode !== 0) {
      const how = this.child.signalCode ?? `exit code ${this.child.exitCode}`;
      throw new Error(`the server did not stop cleanly on SIGTERM (${how})\n${await this.lines()}`);
    }
    await this.remove();
  }

  /** Ends the server without warning, as a power cut does. Its data stays. */
  async kill(): Promise<void> {
    if (!this.running()) return;
    const ended = new Promise<void>((done) => this.child.once('exit', () => done()));
    this.child.kill('SIGKILL');
    await ended;
  }

  /** Takes its data away, where it has made the folder. */
  async remove(): Promise<void> {
    if (this.owned !== undefined) await rm(this.owned, { recursive: true, force: true });
  }

  /** Whether it has not ended. */
  running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  private async answers(): Promise<void> {
    let failed: Error | undefined;
    this.child.once('error', (problem) => (failed = problem));
    const limit = Date.now() + startLimit;
    while (Date.now() < limit) {
      if (failed !== undefined) throw new Error(`${binary} cannot be started (run 'make build'): ${failed.message}`);
      if (!this.running()) throw new Error('the server ended before it answered');
      const alive = await fetch(`${this.url}/healthz`).then(
        (response) => response.ok,
        () => false,
      );
      if (alive) return;
      await new Promise((next) => setTimeout(next, 50));
    }
    throw new Error(`the server did not answer at ${this.url}/healthz`);
  }
}
