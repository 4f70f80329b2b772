/** How every reference is started and ended. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on a free port and says so; `close` is called when the process is to end. */
export function listenAsReference(server: Server, close: () => void = () => undefined): void {
  // A connection is silent while the other contestant has its turns, which may take more than the usual 5 seconds.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(`the reference is ready at http://127.0.0.1:${port}/\n`);
  });
  process.once('SIGINT', () => {
    server.closeAllConnections();
    server.close(close);
  });
}
