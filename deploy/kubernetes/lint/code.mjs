// What the code says, read from its sources: the manifests must fit it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PIPELINE = 'jobs/pipeline/src/main/java/io/weir/pipeline';
const SETTINGS = `${PIPELINE}/settings`;
const BRIDGE = 'connectors/src/main/java/io/weir/bridge';

export function code(root) {
  const read = (path) => readFileSync(join(root, path), 'utf8');
  const named = read('schemas/src/main/java/io/weir/schema/Topics.java');
  const constants = Object.fromEntries(
    [...named.matchAll(/String (\w+) = "(weir\.[\w-]+)"/g)]
      .map(([, constant, topic]) => [constant, topic]));
  const setup = read(`${BRIDGE}/kafka/TopicSetup.java`);
  const listed = (name) => [...new RegExp(`${name} = List\\.of\\(([^)]*)\\)`).exec(setup)[1].matchAll(/Topics\.(\w+)/g)]
    .map(([, constant]) => constants[constant]);
  const [, factor, shift] = /MAX_RECORD_BYTES = (\d+) << (\d+)/.exec(read(`${BRIDGE}/kafka/ClientProperties.java`));
  const components = (file) => {
    const text = read(file).replace(/\/\*[\s\S]*?\*\//g, '');
    const name = /(\w+)\.java$/.exec(file)[1];
    const list = new RegExp(`record ${name}\\(([^{]*?)\\)\\s*(?:implements[^{]*)?\\{`).exec(text)[1];
    return list.replace(/<[^>]*>/g, '').split(',').map((part) => part.trim().split(/\s+/).pop());
  };
  const pom = read('pom.xml');
  return {
    read,
    topics: Object.values(constants),
    // of topics that are made when they are needed
    prefixes: [...named.matchAll(/String \w+_PREFIX = "(weir\.[\w.-]+)"/g)].map(([, prefix]) => prefix),
    compacted: listed('COMPACTED'),
    timed: listed('TIMED'),
    maxRecordBytes: Number(factor) << Number(shift),
    routes: [...read(`${BRIDGE}/http/Route.java`).matchAll(/^\s+[A-Z_]+\("([^"]+)"/gm)].map(([, path]) => path),
    isMain: (name) => name.startsWith('io.weir.pipeline.')
      && existsSync(join(root, 'jobs/pipeline/src/main/java', `${name.replaceAll('.', '/')}.java`)),
    version: (property) => new RegExp(`<${property}>([^<]+)<`).exec(pom)[1],
    /** Keys of a job's settings that no record has, with their paths. */
    unknownKeys(settings, entryClass) {
      const top = components(`${SETTINGS}/${entryClass.endsWith('CorrelateJob') ? 'Correlate' : 'Deliver'}Settings.java`);
      const nested = { kafka: 'KafkaSettings', engine: 'EngineSettings', tuning: 'DeliverTuning', glpi: 'GlpiJson', awx: 'AwxJson' };
      const unknown = Object.keys(settings).filter((key) => !top.includes(key));
      for (const [key, record] of Object.entries(nested))
        for (const inner of Object.keys(settings[key] ?? {}))
          if (!components(`${SETTINGS}/${record}.java`).includes(inner)) unknown.push(`${key}.${inner}`);
      return unknown;
    },
  };
}
