/** Prints docs/metrics.md (`npm run docs`). */
import { metricsDocument } from './metrics-document.js';

process.stdout.write(`${metricsDocument()}\n`);
