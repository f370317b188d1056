// What dclint does not look at: whether everything that is named exists. Prints each mistake; exit code 1 if any.
//
//   lint.mjs ROOT COMPOSE_JSON MADE     MADE: a folder in which deploy/compose/init has run
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [root, input, made] = process.argv.slice(2);
const mistakes = [];
const wrong = (message) => mistakes.push(message);
const read = (path) => readFileSync(join(root, path), 'utf8');
const list = (value) => (value === undefined ? [] : [].concat(value));
const names = (value) => (Array.isArray(value) ? value : Object.keys(value ?? {}));

structure(JSON.parse(readFileSync(input, 'utf8')));
mistakes.forEach((mistake) => console.log(mistake));
process.exit(mistakes.length === 0 ? 0 : 1);

function structure(compose) {
  const services = compose.services;
  const ports = new Map();
  const used = { volumes: new Set(), secrets: new Set(), networks: new Set() };

  const declared = (service, kind, name) => {
    used[kind].add(name);
    if (!(name in (compose[kind] ?? {}))) wrong(`${service}: ${kind} ${name} is not declared`);
  };

  for (const [name, service] of Object.entries(services)) {
    image(name, service);
    for (const [other, how] of Object.entries(service.depends_on ?? {})) {
      const target = services[other];
      if (target === undefined) wrong(`${name}: depends on ${other}, which is no service`);
      else if (how.condition === 'service_healthy' && target.healthcheck === undefined)
        wrong(`${name}: waits for ${other} to be healthy, which has no health check`);
      else if (how.condition === 'service_completed_successfully' && target.restart !== 'no')
        wrong(`${name}: waits for ${other} to end, which is restarted`);
    }
    for (const network of names(service.networks)) declared(name, 'networks', network);
    if (names(service.networks).length === 0) wrong(`${name}: is in the default network`);
    for (const secret of list(service.secrets)) declared(name, 'secrets', secret.source ?? secret);
    for (const volume of list(service.volumes)) mount(name, volume, declared);
    for (const file of list(service.env_file)) made_or_there(name, file.path ?? file);
    for (const port of list(service.ports)) {
      const published = port.split(':').slice(0, -1).join(':');
      if (!/^127\.0\.0\.1:\d+$/.test(published)) wrong(`${name}: port ${port} is not bound to 127.0.0.1`);
      if (ports.has(published)) wrong(`${name}: port ${published} is taken by ${ports.get(published)}`);
      ports.set(published, name);
    }
    for (const [variable, value] of Object.entries(service.environment ?? {})) {
      if (/PASSWORD$|TOKEN$|SECRET$/.test(variable) && !/RANDOM/.test(variable))
        wrong(`${name}: ${variable} stands in the file, with value ${value}`);
    }
    const secretsRead = JSON.stringify(service).matchAll(/\/run\/secrets\/(\w+)/g);
    for (const [, secret] of secretsRead)
      if (!list(service.secrets).includes(secret)) wrong(`${name}: reads secret ${secret}, which it is not given`);
    if (service.restart === undefined) wrong(`${name}: says nothing about restart`);
    if (service.restart !== 'no' && service.healthcheck === undefined) wrong(`${name}: has no health check`);
  }
  for (const kind of Object.keys(used))
    for (const name of Object.keys(compose[kind] ?? {}))
      if (!used[kind].has(name)) wrong(`${kind}: ${name} is used by nobody`);
  for (const [name, secret] of Object.entries(compose.secrets ?? {})) made_or_there(`secret ${name}`, secret.file);
  secretsOf('deploy/compose/weir.yaml', [services.bridge, services.taskmanager]);
  secretsOf('deploy/compose/alertmanager/alertmanager.yml', [services.alertmanager]);
  targets(services);
}

/** A version of ours is the version of the POM, so that what runs is what the tests ran with. */
function image(name, service) {
  if (service.image === undefined) return wrong(`${name}: has no image`);
  const [, repository, tag] = /^(.*?)(?::([^:/]+))?$/.exec(service.image);
  if (tag === undefined || !/\d+\.\d+/.test(tag) || /latest/.test(tag)) wrong(`${name}: image ${service.image} is not pinned`);
  const pom = read('pom.xml');
  const version = (property) => new RegExp(`<${property}>([^<]+)<`).exec(pom)?.[1];
  const expected = { 'apache/kafka': version('kafka\\.version'), flink: `${version('flink\\.version')}-java17` }[repository];
  if (expected !== undefined && tag !== expected) wrong(`${name}: image ${service.image}, but the POM has ${expected}`);
  if (service.build !== undefined) there(name, service.build.dockerfile);
}

function mount(name, volume, declared) {
  const [source, target] = volume.split(':');
  if (!source.startsWith('.')) return declared(name, 'volumes', source);
  there(name, source);
  if (!volume.endsWith(':ro')) wrong(`${name}: mounts ${source} writable at ${target}`);
}

function there(who, path) {
  if (!existsSync(join(root, path))) wrong(`${who}: ${path} does not exist`);
}

/** Files that are not in the repository must be made by deploy/compose/init. */
function made_or_there(who, path) {
  const own = path.replace(/^\.\//, '').replace(/^deploy\/compose\//, '');
  if (!existsSync(join(made, own))) wrong(`${who}: ${path} is not made by deploy/compose/init`);
}

function secretsOf(file, services) {
  const given = new Set(services.flatMap((service) => list(service?.secrets)));
  const lines = read(file).split('\n').filter((line) => !line.trim().startsWith('#'));
  for (const [, secret] of lines.join('\n').matchAll(/\/run\/secrets\/(\w+)/g))
    if (!given.has(secret)) wrong(`${file}: reads secret ${secret}, which its service is not given`);
}

/** Hosts in the mounted configurations are services. */
function targets(services) {
  const files = ['prometheus/prometheus.yml', 'alertmanager/alertmanager.yml', 'weir.yaml',
    'grafana/provisioning/datasources/prometheus.yaml'];
  for (const file of files) {
    const text = read(`deploy/compose/${file}`).split('\n').filter((line) => !line.trim().startsWith('#')).join('\n');
    const hosts = [...text.matchAll(/https?:\/\/([a-z][a-z0-9.-]*)/g), ...text.matchAll(/\b([a-z][a-z0-9-]*):\d{2,5}\b/g)];
    for (const [, host] of hosts)
      if (host !== 'localhost' && !(host in services)) wrong(`${file}: ${host} is no service`);
  }
}
