/** Says at the end of a test run what was left out, by name, and the command that brings it. */
import { relative } from 'node:path';

export default class Omissions {
  /** @param {{ browser?: { said: string, files: string[] } }} options the browser tests, where no Chromium starts */
  constructor(globalConfig, { browser } = {}) {
    this.globalConfig = globalConfig;
    this.browser = browser;
  }

  onRunComplete(_contexts, { testResults }) {
    const { rootDir, testNamePattern } = this.globalConfig;
    const skipped = new Set();
    // Who names tests knows that the others are left out.
    for (const { testFilePath, testResults: tests } of testNamePattern ? [] : testResults)
      for (const { status, ancestorTitles, title } of tests)
        if (!['passed', 'failed'].includes(status))
          skipped.add(`${relative(rootDir, testFilePath)}: ${ancestorTitles[0] ?? title}`);
    this.#tell(
      `no Chromium starts: ${this.browser?.said}`,
      this.#asked(this.browser?.files ?? []),
      'CHROMIUM_PATH=<the path of a Chromium> npm test',
    );
    const isOnPostgres = (name) => name.includes('(PostgreSQL');
    this.#tell(
      `no PostgreSQL starts: ${process.env.TEST_POSTGRES_TROUBLE}`,
      [...skipped].filter(isOnPostgres),
      'TEST_POSTGRES_URL=postgres://<user>@<host>/<database> npm test',
    );
    this.#tell(
      'skipped',
      [...skipped].filter((name) => !isOnPostgres(name)),
    );
  }

  /** Of the files that are not there, those that this run was to be of. */
  #asked(files) {
    const { rootDir, testPathPatterns } = this.globalConfig;
    const executor = testPathPatterns?.toExecutor({ rootDir });
    return files.filter((file) => executor?.isMatch(file) ?? true).map((file) => relative(rootDir, file));
  }

  #tell(why, names, command) {
    if (names.length === 0) return;
    const last = command ? [`To run them: ${command}`] : [];
    console.error(['', `Left out (${why}):`, ...names.map((name) => `  ${name}`), ...last].join('\n'));
  }
}
