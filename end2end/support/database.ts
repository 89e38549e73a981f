import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';

/** Where the PostgreSQL server for tests is: the variable is the one of the other tests. */
const postgres = process.env['RINGFENCE_TEST_POSTGRES'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** A PostgreSQL database of its own, so that several servers can share it. */
export class Database {
  private constructor(
    private readonly name: string,
    readonly url: string,
  ) {}

  /** Makes an empty one. */
  static async create(): Promise<Database> {
    const name = `ringfence_browser_${randomUUID().replaceAll('-', '')}`;
    await psql(
      // One at a time: roles belong to the whole server, and each migration makes this one where it is missing.
      'select pg_advisory_lock(7295184)',
      `do $$ begin if not exists (select from pg_roles where rolname = 'ringfence_app') then
       create role ringfence_app nologin nobypassrls; end if; end $$`,
      'grant ringfence_app to current_user',
      `create database ${name} template template0`,
    );
    const url = new URL(postgres);
    url.pathname = name;
    return new Database(name, url.href);
  }

  /** Drops it, with whoever is still connected. */
  async drop(): Promise<void> {
    await psql(`drop database ${this.name} with (force)`);
  }
}

async function psql(...statements: string[]): Promise<void> {
  await promisify(execFile)('psql', [postgres, '-XAtq', '-v', 'ON_ERROR_STOP=1', ...statements.flatMap((sql) => ['-c', sql])]);
}
