/** What `npm run manifest` writes into custom-elements.json: the elements as pages and tools may use them. */
const isPublic = ({ name, privacy = 'public' }) => privacy === 'public' && !name.startsWith('#');

const publicOnly = () => ({
  name: 'public-only',
  moduleLinkPhase({ moduleDoc }) {
    for (const declaration of moduleDoc.declarations ?? []) {
      declaration.members = declaration.members?.filter(isPublic);
      // Tools find elements by their tag; the base class has none.
      if (!declaration.tagName) declaration.customElement = undefined;
    }
    moduleDoc.exports = moduleDoc.exports?.filter(({ kind }) => kind === 'js');
  },
});

export default {
  globs: ['components/elements/perf-*.ts', 'components/elements/module-{attributes,element}.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [publicOnly()],
};
