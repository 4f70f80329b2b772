import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../server/config.js';

describe('readConfig', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toEqual({
      config: {
        port: 4000,
        host: '127.0.0.1',
        databaseUrl: 'sqlite:./data/perf.sqlite',
        publicUrl: null,
        trustedProxies: [],
        dataLicence: 'Open Government Licence v3.0',
        contact: null,
        logLevel: 'info',
        processes: 1,
        without: new Set(),
        limits: { requestsPerMinute: 600, inFlight: 256, eventLoopLagMs: 200 },
      },
      problems: [],
      warnings: [],
    });
  });

  it('reads every setting', () => {
    const { config, problems } = readConfig({
      PORT: '0',
      HOST: '::1',
      PERF_DATABASE_URL: 'postgres://me@db/perf',
      PERF_PUBLIC_URL: 'https://www.example.org/performance/',
      PERF_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      PERF_DATA_LICENCE: 'CC BY 4.0',
      PERF_CONTACT: 'figures@example.org',
      PERF_LOG_LEVEL: 'DEBUG',
      PERF_PROCESSES: '4',
      PERF_WITHOUT: 'Columns, answers',
      PERF_RATE_LIMIT: '0',
      PERF_IN_FLIGHT_LIMIT: '10',
      PERF_LAG_LIMIT_MS: '500',
    });
    expect(problems).toEqual([]);
    expect(config).toEqual({
      port: 0,
      host: '::1',
      databaseUrl: 'postgres://me@db/perf',
      publicUrl: 'https://www.example.org/performance',
      trustedProxies: ['10.0.0.0/8', '::1'],
      dataLicence: 'CC BY 4.0',
      contact: 'figures@example.org',
      logLevel: 'debug',
      processes: 4,
      without: new Set(['answers', 'columns']),
      limits: { requestsPerMinute: 0, inFlight: 10, eventLoopLagMs: 500 },
    });
  });

  it('takes an empty setting for none', () => {
    expect(readConfig({ PORT: '', PERF_PUBLIC_URL: ' ' })).toEqual(readConfig({}));
  });

  it.each([
    ['PORT', 'x', /^PORT must be a whole number from 0 to 65535, not "x"$/],
    ['PORT', '65536', /65535/],
    ['PORT', '-1', /from 0/],
    ['PORT', '4e3', /whole number/],
    ['PERF_PUBLIC_URL', 'example.org', /must be an address like https:/],
    ['PERF_PUBLIC_URL', 'ftp://example.org', /must be an address like https:/],
    ['PERF_PUBLIC_URL', 'https://example.org/?a', /without \? and #/],
    ['PERF_TRUSTED_PROXIES', '10.0.0.0/33', /"10\.0\.0\.0\/33" is none/],
    ['PERF_TRUSTED_PROXIES', '127.0.0.1 proxy', /"proxy" is none/],
    ['PERF_LOG_LEVEL', 'loud', /one of fatal, error, warn/],
    ['PERF_PROCESSES', '0', /^PERF_PROCESSES must be a whole number from 1 to 64, not "0"$/],
    ['PERF_PROCESSES', 'auto', /whole number/],
    [
      'PERF_WITHOUT',
      'answers rollups',
      /^PERF_WITHOUT must be some of answers, columns, roll-ups, not "answers rollups"$/,
    ],
    ['PERF_RATE_LIMIT', '1.5', /whole number/],
    ['PERF_IN_FLIGHT_LIMIT', '0', /from 1/],
  ])('says what %s must be, not %p', (name, value, message) => {
    const { problems } = readConfig({ [name]: value });
    expect(problems).toEqual([expect.stringMatching(message)]);
  });

  it('does not repeat an address that may hold a password', () => {
    const { problems } = readConfig({ PERF_DATABASE_URL: 'mysql://me:secret@db/perf' });
    expect(problems).toEqual([expect.stringMatching(/^PERF_DATABASE_URL must be sqlite:.* or postgres:/)]);
    expect(problems[0]).not.toContain('secret');
  });

  it('finds every mistake at once, and names what it does not know', () => {
    const { problems, warnings } = readConfig({
      PORT: 'a',
      PERF_LOG_LEVEL: 'b',
      PERF_DATABSE_URL: 'c',
      HOME: 'd',
    });
    expect(problems).toHaveLength(2);
    expect(warnings).toEqual([
      expect.stringMatching(/^PERF_DATABSE_URL is not a setting .*PERF_DATABASE_URL/),
    ]);
  });
});
