/** Requests of people who want to publish figures of a service, and what became of them. */
import type { DataSource } from 'typeorm';
import { type Connection, inTransaction, rows, run } from '../db/index.js';
import { DashboardRequest } from '../entities/index.js';
import { InputError } from '../errors.js';
import { createTokenIn, type Doing } from './token-table.js';

export type NewRequest = Pick<DashboardRequest, 'service' | 'organisation' | 'email' | 'purpose'>;

/** What is open: more than this nobody can have read. */
const MOST_OPEN = 1000;

/** Keeps a request. @throws InputError where more are open than anybody answers */
export const keepRequest = (dataSource: DataSource, request: NewRequest, now: Date): Promise<void> =>
  inTransaction(dataSource, async (manager) => {
    const [{ open }] = await rows<{ open: number | string }>(
      manager,
      'SELECT count(*) AS open FROM dashboard_request WHERE answered_at IS NULL',
    );
    if (Number(open) >= MOST_OPEN) {
      throw new InputError(
        'there are too many requests that nobody has answered yet: write to us instead',
        422,
      );
    }
    await manager.insert(DashboardRequest, {
      ...request,
      at: now.toISOString(),
      answeredAt: null,
      tokenId: null,
    });
  });

export interface OpenRequest extends NewRequest {
  id: number;
  at: string;
}

/** Requests that nobody has answered, oldest first. */
export const openRequests = (connection: Connection): Promise<OpenRequest[]> =>
  rows<OpenRequest>(
    connection,
    `SELECT id, at, service, organisation, email, purpose FROM dashboard_request
     WHERE answered_at IS NULL ORDER BY id LIMIT 100`,
  );

/**
 * Grants a request: makes a token that may write a service. @returns what stands in the address to hand over
 *
 * @throws InputError where the request is not open any more, or the service is not there
 */
export const grantRequest = (
  dataSource: DataSource,
  { id, service }: { id: number; service: string },
  doing: Doing,
): Promise<string> =>
  inTransaction(dataSource, async (manager) => {
    const [request] = await rows<OpenRequest>(
      manager,
      'SELECT email, service FROM dashboard_request WHERE id = ? AND answered_at IS NULL',
      [id],
    );
    if (!request) throw new InputError('this request has been answered already', 409, 'INVALID');
    const label = `${request.email}, ${request.service}`.slice(0, 200);
    const scopes = [`write:service/${service}`];
    const made = await createTokenIn(manager, { label, scopes, expiresAt: null, isByLink: true }, doing);
    await run(manager, 'UPDATE dashboard_request SET answered_at = ?, token_id = ? WHERE id = ?', [
      doing.now.toISOString(),
      made.id,
      id,
    ]);
    return made.token;
  });

/** Declines a request: nothing is made. */
export const declineRequest = (dataSource: DataSource, id: number, now: Date): Promise<void> =>
  inTransaction(dataSource, (manager) =>
    run(manager, 'UPDATE dashboard_request SET answered_at = ? WHERE id = ? AND answered_at IS NULL', [
      now.toISOString(),
      id,
    ]),
  );
