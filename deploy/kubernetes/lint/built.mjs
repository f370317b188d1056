// What kustomize makes of an overlay. Prints each mistake; exit code 1 if any.
//
//   built.mjs ROOT MODULES BUILT TYPESCRIPT [TERRAFORM]
//
// BUILT: the documents, YAML. TYPESCRIPT: where they go for the compiler. TERRAFORM: the plan of deploy/terraform/model,
// JSON, to be the same.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { code } from './code.mjs';
import { names } from './names.mjs';
import { schemas } from './schemas.mjs';
import { weir } from './weir.mjs';

const [root, modules, built, typescript, terraform] = process.argv.slice(2);
const { parse, parseAllDocuments } = createRequire(join(modules, 'x'))('yaml');
const mistakes = [];
const wrong = (message) => mistakes.push(message);
const documents = (file) => parseAllDocuments(readFileSync(file, 'utf8'), { version: '1.1' }).map((each) => each.toJS()).filter((each) => each !== null);

const all = documents(built);
const application = documents(join(root, 'deploy/argocd/application.yaml'));
await schemas([...all, ...application], modules, typescript, wrong);
if (mistakes.length === 0) {
  const secrets = knownSecrets();
  names(all, secrets, wrong);
  for (const document of all.filter((each) => each.kind === 'ExternalSecret'))
    for (const [key, { used }] of secrets.get(document.spec.target.name)) if (!used) wrong(`ExternalSecret ${document.metadata.name}: nobody reads ${key}`);
  weir(all, code(root), parse, wrong);
  const [{ spec }] = application;
  const synced = join(root, spec.source.path, 'kustomization.yaml');
  if (!existsSync(synced) || documents(synced)[0].namespace !== spec.destination.namespace)
    wrong(`Application: ${spec.source.path} has no kustomization for the namespace ${spec.destination.namespace}`);
  if (terraform) sameAsTerraform(JSON.parse(readFileSync(terraform, 'utf8')).planned_values.outputs);
}
mistakes.forEach((mistake) => console.log(mistake));
process.exit(mistakes.length === 0 ? 0 : 1);

/** By name: the keys. Ours are listed in the production overlay; the others are Strimzi's. */
function knownSecrets() {
  const keys = (...each) => new Map(each.map((key) => [key, { used: false }]));
  const secrets = new Map();
  for (const { spec } of documents(join(root, 'deploy/kubernetes/overlays/production/external-secrets.yaml')))
    secrets.set(spec.target.name, keys(...spec.data.map((each) => each.secretKey)));
  for (const { kind, metadata } of all)
    if (kind === 'KafkaUser') {
      secrets.set(metadata.name, keys('password', 'sasl.jaas.config'));
      secrets.set(`${metadata.labels['strimzi.io/cluster']}-cluster-ca-cert`, keys('ca.crt', 'ca.p12', 'ca.password'));
    }
  return secrets;
}

function sameAsTerraform({ topics, acls }) {
  const sorted = (values) => [...values].sort();
  const ours = sorted(all.filter((each) => each.kind === 'KafkaTopic').map(({ metadata, spec }) =>
    JSON.stringify([metadata.name, spec.partitions, spec.replicas, sorted(Object.entries(spec.config).map(([key, value]) => `${key}=${value}`))])));
  const theirs = sorted(Object.entries(topics.value).map(([name, topic]) =>
    JSON.stringify([name, topic.partitions, topic.replicas, sorted(Object.entries(topic.config).map(([key, value]) => `${key}=${value}`))])));
  const rights = sorted(all.filter((each) => each.kind === 'KafkaUser').flatMap(({ metadata, spec }) =>
    spec.authorization.acls.flatMap(({ resource, operations }) => operations.map((operation) =>
      `${metadata.name} ${resource.type} ${resource.name} ${resource.patternType} ${operation}`.toLowerCase()))));
  const terraformRights = sorted(Object.values(acls.value).map((each) =>
    `${each.user} ${each.type} ${each.name} ${each.pattern === 'Prefixed' ? 'prefix' : each.pattern} ${each.operation}`.toLowerCase()));
  difference('topics', ours, theirs);
  difference('rights', rights, terraformRights);
}

function difference(what, ours, theirs) {
  for (const each of ours) if (!theirs.includes(each)) wrong(`${what}: only in Kubernetes: ${each}`);
  for (const each of theirs) if (!ours.includes(each)) wrong(`${what}: only in Terraform: ${each}`);
}
