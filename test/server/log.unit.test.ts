import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { createLog, maskSecrets, truncateAddress } from '../../server/log.js';

describe('the log', () => {
  it('is one JSON object a line', () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => lines.push(line) });
    log.info({ status: 200 }, 'request');
    log.debug('not shown');
    log.warn({ err: new Error('pp_secretsecret') }, 'Authorization: Bearer abc.def');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0])).toMatchObject({ level: 'info', status: 200, msg: 'request' });
    expect(JSON.parse(lines[0]).time).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(JSON.parse(lines[1])).toMatchObject({ err: { message: 'pp_…' }, msg: 'Authorization: Bearer …' });
  });

  it('tells of a failed statement what was asked, and not with which values', () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => lines.push(line) });
    const driverError = Object.assign(new Error('UNIQUE constraint failed'), {
      detail: 'Key (hash)=(s3cret)',
    });
    const failed = new QueryFailedError('INSERT INTO api_token VALUES (?)', ['s3cret'], driverError);
    log.error({ err: failed });
    log.error({ err: new AggregateError([failed]) });
    expect(lines[0]).toContain('INSERT INTO api_token');
    expect(lines[0]).toContain('UNIQUE constraint failed');
    expect(lines.join()).not.toContain('s3cret');
  });

  it.each([
    ['pp_AbC-123_x and more', 'pp_… and more'],
    ['{"authorization":"Bearer abc"}', '{"authorization":"Bearer …"}'],
    ['postgres://me:pass@db/perf', 'postgres://me:…@db/perf'],
    ['http://db:4000/a@b', 'http://db:4000/a@b'],
    ['nothing', 'nothing'],
  ])('masks %p', (text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });

  it.each([
    ['192.0.2.77', '192.0.2.0'],
    ['::ffff:192.0.2.77', '192.0.2.0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::'],
    ['2001:db8::1', '2001:db8:0::'],
    ['fe80::1%eth0', 'fe80:0:0::'],
    ['::1', '0:0:0::'],
    ['unix', 'unknown'],
  ])('keeps only the network of %p', (address, network) => {
    expect(truncateAddress(address)).toBe(network);
  });
});
