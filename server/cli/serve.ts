import cluster from 'node:cluster';
import { assumeProduction, readConfig } from '../config.js';
import { type Io, parseArguments } from './command.js';

export const summary = 'answer pages, questions and embeds over HTTP';

export const usage = `Usage: perfplat serve

Prints one line with the address when it is ready. SIGTERM or SIGINT ends it after the requests in flight.

Environment:
  PORT                  4000 (0 = any free one)
  HOST                  127.0.0.1
  PERF_DATABASE_URL     sqlite:./data/perf.sqlite, or postgres://user:password@host:port/name, with any characters in
                        the password; made by \`perfplat migrate up\`
  PERF_PUBLIC_URL       address at which readers find it, with its path if any
  PERF_TRUSTED_PROXIES  addresses or networks of proxies whose X-Forwarded-For is believed
  PERF_DATA_LICENCE     licence of data that names none (Open Government Licence v3.0)
  PERF_CONTACT          e-mail address for problems where a publisher names none
  PERF_LOG_LEVEL        fatal, error, warn, info, debug, trace or silent (info)
  PERF_PROCESSES        how many processes serve, on one port; about one a core (1). Limits are those of each process
  PERF_WITHOUT          any of answers, columns, roll-ups: does without what it keeps to be quick, to find out whether
                        that makes a difference
  PERF_RATE_LIMIT       requests a minute and address (600; 0 = no limit of an address at all)
  PERF_IN_FLIGHT_LIMIT  requests answered at the same time, of all addresses (256)
  PERF_LAG_LIMIT_MS     delay of the process above which it turns requests away (200)`;

export async function run(args: string[], io: Io): Promise<number> {
  parseArguments('serve', { args, options: {} });
  // The primary has said what is wrong with the environment.
  const config = cluster.isWorker ? readConfig().config : io.config();
  assumeProduction();
  if (cluster.isPrimary && config.processes > 1) {
    const { lead } = await import('../processes/primary.js');
    return lead(config);
  }
  const { serve } = await import('../main.js');
  if (cluster.isPrimary) return serve(config);
  const { serveAsMember } = await import('../processes/member.js');
  return serveAsMember((member) => serve(config, member));
}
