// Each document against its kind's schema: Kubernetes', Argo CD's, Prometheus operator's and External Secrets' own, as
// the npm packages @kubernetes-models have them; Flink's and Strimzi's as written down in schemas/. The packages'
// schemas let unknown keys pass, their TypeScript types do not: so the documents are written out as TypeScript, too.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The kind's module in the packages; null when it is one of schemas/. */
function moduleOf({ apiVersion }) {
  if (/flink\.apache\.org|kafka\.strimzi\.io/.test(apiVersion)) return null;
  if (apiVersion.startsWith('argoproj.io/')) return `@kubernetes-models/argo-cd/${apiVersion}`;
  if (apiVersion.startsWith('external-secrets.io/')) return `@kubernetes-models/external-secrets/${apiVersion}`;
  if (apiVersion.startsWith('monitoring.coreos.com/')) return `@kubernetes-models/prometheus-operator/${apiVersion}`;
  return `kubernetes-models/${apiVersion}`;
}

/** The pods inside a FlinkDeployment, as documents of their own. */
export function templates(document) {
  const { podTemplate, jobManager, taskManager } = document.spec;
  return [podTemplate, jobManager.podTemplate, taskManager.podTemplate].filter((pod) => pod !== undefined);
}

export async function schemas(documents, modules, typescript, wrong) {
  const require = createRequire(join(modules, 'x'));
  const Ajv = require('ajv/dist/2020').default;
  const folder = new URL('schemas/', import.meta.url);
  const own = Object.fromEntries(readdirSync(folder).map((file) =>
    [file.replace('.json', ''), new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))]));
  const typed = [];
  const check = async (document, name) => {
    const from = moduleOf(document);
    if (from === null) {
      const validate = own[document.kind];
      if (validate === undefined) wrong(`${name}: there is no schema for it in schemas/`);
      else if (!validate(document)) for (const error of validate.errors) wrong(`${name}${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`);
      if (document.kind === 'FlinkDeployment')
        for (const [index, pod] of templates(document).entries()) await check(pod, `${name} pod ${index}`);
      return;
    }
    const model = (await import(pathToFileURL(join(modules, from, 'index.js'))))[document.kind];
    if (model === undefined) return wrong(`${name}: there is no such kind in ${document.apiVersion}`);
    try {
      new model(document).validate();
    } catch (error) {
      wrong(`${name}: ${error.message}`);
    }
    const alias = `T${typed.length}`;
    typed.push(`import type { I${document.kind} as ${alias} } from '${from}';`,
      `/* ${name} */ export const d${typed.length}: ${alias} = ${JSON.stringify(document)};`);
  };
  for (const document of documents) await check(document, `${document.kind} ${document.metadata.name}`);
  writeFileSync(typescript, typed.join('\n'));
}
