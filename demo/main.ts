/** `npm run demo`: serves the platform as built, and the gallery on a host of its own, until it is stopped. */
import { spawn } from 'node:child_process';
import { serveGallery } from './host.js';

const GALLERY_PORT = 4001;

const platform = spawn(process.execPath, ['dist/server/cli/main.js', 'serve'], {
  stdio: ['inherit', 'pipe', 'inherit'],
});
platform.on('exit', (code) => process.exit(code ?? 0));
// A terminal sends its signal to both; a service manager only to this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => platform.kill(signal));

platform.stdout.on('data', (chunk: Buffer) => {
  process.stdout.write(chunk);
  const address = /ready at (http:\S+)\//.exec(chunk.toString())?.[1];
  if (!address) return;
  serveGallery(address, GALLERY_PORT).then(
    ({ url }) => console.log(`the gallery of modules is at ${url}/`),
    (error: Error) => console.error(`there is no gallery: ${error.message}; stop what listens there`),
  );
});
