// Whether every path in a kustomization leads to a file, and every file is named by one. Prints each mistake; exit code
// 1 if any.
//
//   files.mjs ROOT MODULES     MODULES: where npm put the package yaml
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, normalize, relative } from 'node:path';

const [root, modules] = process.argv.slice(2);
const { parseAllDocuments } = createRequire(join(modules, 'x'))('yaml');
const top = join(root, 'deploy/kubernetes');
const mistakes = [];
const named = new Set();
const files = readdirSync(top, { recursive: true, encoding: 'utf8' })
  .map((file) => join(top, file))
  .filter((file) => statSync(file).isFile() && !file.startsWith(join(top, 'lint')));

for (const file of files) {
  for (const document of parseAllDocuments(readFileSync(file, 'utf8'), { version: '1.1', uniqueKeys: true }))
    for (const error of document.errors) mistakes.push(`${relative(root, file)}: ${error.message}`);
  if (file.endsWith('kustomization.yaml')) kustomization(file);
}
for (const file of files)
  if (!file.endsWith('kustomization.yaml') && !named.has(file)) mistakes.push(`${relative(root, file)}: no kustomization names it`);
for (const file of files.filter((each) => each.endsWith('kustomization.yaml')))
  if (!named.has(dirname(file)) && !dirname(file).includes('/overlays/'))
    mistakes.push(`${relative(root, file)}: no overlay uses it`);
mistakes.forEach((mistake) => console.log(mistake));
process.exit(mistakes.length === 0 ? 0 : 1);

function kustomization(file) {
  const content = parseAllDocuments(readFileSync(file, 'utf8'))[0].toJS();
  const known = ['apiVersion', 'kind', 'namespace', 'resources', 'components', 'patches', 'images', 'labels', 'configMapGenerator'];
  for (const key of Object.keys(content))
    if (!known.includes(key)) mistakes.push(`${relative(root, file)}: ${key} is not known here; add it to the lint if it is meant`);
  const paths = [
    ...(content.resources ?? []),
    ...(content.components ?? []),
    ...(content.patches ?? []).map((patch) => patch.path),
    ...(content.configMapGenerator ?? []).flatMap((map) => map.files ?? []).map((each) => each.split('=').pop()),
  ];
  for (const path of paths) {
    const target = normalize(join(dirname(file), path));
    named.add(target);
    if (!existsSync(target)) mistakes.push(`${relative(root, file)}: ${path} does not exist`);
    else if (statSync(target).isDirectory() && !existsSync(join(target, 'kustomization.yaml')))
      mistakes.push(`${relative(root, file)}: ${path} has no kustomization.yaml`);
  }
}
