// Whether the documents fit Weir's code: topics and rights, the settings of the jobs, the bridge's configuration.
import { pods } from './names.mjs';

export function weir(documents, facts, parse, wrong) {
  const of = (kind) => documents.filter((document) => document.kind === kind);
  const running = pods(documents);
  const topics = new Map(of('KafkaTopic').map((topic) => [topic.spec.topicName ?? topic.metadata.name, topic.spec]));
  const users = new Map(of('KafkaUser').map((user) => [user.metadata.name, user.spec.authorization.acls]));
  const clusters = new Set([...of('KafkaTopic'), ...of('KafkaUser')].map((each) => each.metadata.labels['strimzi.io/cluster']));
  const bootstrap = `${[...clusters][0]}-kafka-bootstrap:9093`;
  if (clusters.size !== 1) wrong(`topics and users belong to different clusters: ${[...clusters]}`);

  for (const name of facts.topics) if (!topics.has(name)) wrong(`topic ${name} of the code is missing`);
  for (const [name, { partitions, config }] of topics) {
    if (!facts.topics.includes(name)) wrong(`topic ${name} is none of the code's`);
    const compacted = facts.compacted.includes(name);
    if (config['cleanup.policy'] !== (compacted ? 'compact' : 'delete')) wrong(`topic ${name}: cleanup.policy ${config['cleanup.policy']}`);
    if (compacted ? partitions !== 1 || config['retention.ms'] : !config['retention.ms']) wrong(`topic ${name}: partitions or retention are not its kind's`);
    if (facts.timed.includes(name) !== (config['message.timestamp.type'] === 'LogAppendTime')) wrong(`topic ${name}: message.timestamp.type ${config['message.timestamp.type']}`);
    if (config['max.message.bytes'] < facts.maxRecordBytes) wrong(`topic ${name}: max.message.bytes below ${facts.maxRecordBytes}`);
  }
  for (const [user, acls] of users) {
    if (!running.some((pod) => pod.containers.some((each) => each.env.some((env) => env.valueFrom?.secretKeyRef?.name === user)))) wrong(`user ${user}: no pod logs in as it`);
    for (const { resource } of acls)
      if (resource.type === 'topic' && !(resource.patternType === 'prefix' ? [...facts.topics, ...facts.prefixes].some((each) => each.startsWith(resource.name)) : topics.has(resource.name)))
        wrong(`user ${user}: there is no topic ${resource.name}`);
  }
  for (const job of of('FlinkDeployment')) flink(job);
  for (const map of of('ConfigMap').filter((each) => each.data['weir.yaml'])) bridge(parse(map.data['weir.yaml']));

  function mounted(pod, path) {
    return pod.containers.some((container) => container.volumeMounts.some((mount) => {
      const volume = pod.spec.volumes.find((each) => each.name === mount.name);
      return list(volume?.secret?.items).some((item) => `${mount.mountPath}/${item.path}` === path);
    }));
  }

  function references(who, pod, text) {
    for (const [, path] of text.matchAll(/file: ?(\/[\w./-]+)/g)) if (!mounted(pod, path)) wrong(`${who}: reads ${path}, which is not mounted`);
    for (const [, path] of text.matchAll(/truststore\.location"?: ?"?([\w./-]+)/g)) if (!mounted(pod, path)) wrong(`${who}: reads ${path}, which is not mounted`);
    for (const [, name] of text.matchAll(/\$\{env:(\w+)\}|env: (\w+)/g))
      if (!pod.containers.some((each) => each.env.some((env) => env.name === name))) wrong(`${who}: reads the variable ${name}, which is not set`);
  }

  function flink({ metadata: { name }, spec }) {
    const { job } = spec;
    const pod = running.find((each) => each.name === name);
    const [major, minor] = facts.version('flink\\.version').split('.');
    if (spec.flinkVersion !== `v${major}_${minor}`) wrong(`${name}: flinkVersion ${spec.flinkVersion}, but the POM has ${major}.${minor}`);
    const dockerfile = facts.read('deploy/container/Dockerfile');
    if (!dockerfile.includes(`FROM flink:${facts.version('flink\\.version')}-java17 AS jobs`)) wrong(`the image of the jobs is not made from the POM's Flink`);
    if (!dockerfile.includes(` ${job.jarURI.replace('local://', '')}\n`)) wrong(`${name}: the image has no ${job.jarURI}`);
    if (!facts.isMain(job.entryClass)) wrong(`${name}: there is no class ${job.entryClass}`);
    if (spec.flinkConfiguration['high-availability.type'] !== 'kubernetes') wrong(`${name}: a new JobManager would not know of its job`);
    for (const key of ['execution.checkpointing.dir', 'execution.checkpointing.savepoint-dir', 'high-availability.storageDir']) {
      const folder = spec.flinkConfiguration[key];
      const claim = (path) => pod.containers[0].volumeMounts.some((mount) => path.startsWith(`${mount.mountPath}/`) && pod.spec.volumes.some((volume) => volume.name === mount.name && volume.persistentVolumeClaim));
      if (folder === undefined) wrong(`${name}: ${key} is missing`);
      else if (folder.startsWith('file://') ? !claim(folder.replace('file://', '')) : !folder.startsWith('s3p://')) wrong(`${name}: ${key} ${folder} does not outlive a pod`);
    }
    if (job.args.length !== 2 || job.args[0] !== '--settings') return wrong(`${name}: expected the arguments --settings JSON`);
    if (job.args[1].includes('\n')) wrong(`${name}: the settings are not one line`);
    let settings;
    try {
      settings = JSON.parse(job.args[1]);
    } catch (error) {
      return wrong(`${name}: settings: ${error.message}`);
    }
    for (const key of facts.unknownKeys(settings, job.entryClass)) wrong(`${name}: settings: ${key} is not known`);
    const { kafka, engine } = settings;
    if (kafka.bootstrap !== bootstrap) wrong(`${name}: kafka.bootstrap ${kafka.bootstrap}, but the topics are on ${bootstrap}`);
    for (const [topic, { partitions }] of topics)
      if (kafka.partitions[topic] !== partitions) wrong(`${name}: kafka.partitions.${topic} is ${kafka.partitions[topic]}, the topic has ${partitions}`);
    if (engine.parallelism !== job.parallelism) wrong(`${name}: engine.parallelism ${engine.parallelism}, but job.parallelism ${job.parallelism}`);
    if ((settings.tuning?.leaseMs ?? 30000) < 3 * engine.checkpointEveryMs) wrong(`${name}: checkpoints are too rare for deliver's lease`);
    const rights = (type, id) => list(users.get(name)).some(({ resource }) => resource.type === type && resource.name === id);
    if (!rights('group', kafka.consumerGroup)) wrong(`${name}: its user has no right to the group ${kafka.consumerGroup}`);
    if (!rights('transactionalId', `${kafka.transactionalIdPrefix}-`)) wrong(`${name}: its user has no right to transactions ${kafka.transactionalIdPrefix}-`);
    references(name, pod, job.args[1]);
  }

  function bridge(config) {
    const pod = running.find((each) => each.name === 'weir-bridge');
    const [container] = pod.containers;
    references('weir.yaml', pod, JSON.stringify(config).replaceAll('"', '').replaceAll('file:/', 'file: /'));
    if (config.kafka.bootstrap !== bootstrap) wrong(`weir.yaml: kafka.bootstrap ${config.kafka.bootstrap}, but the topics are on ${bootstrap}`);
    if (!container.ports.some((each) => each.containerPort === config.bridge.port)) wrong(`weir.yaml: bridge.port ${config.bridge.port} is no port of the pod`);
    if (config.bridge.host !== '0.0.0.0') wrong(`weir.yaml: bridge.host ${config.bridge.host} cannot be reached from outside the pod`);
    if (!container.volumeMounts.some((mount) => mount.mountPath === config.data && !mount.readOnly)) wrong(`weir.yaml: data ${config.data} cannot be written`);
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'])
      if (!facts.routes.includes(container[probe]?.httpGet.path)) wrong(`bridge: ${probe}: there is no ${container[probe]?.httpGet.path}`);
    for (const path of of('Ingress').flatMap((each) => each.spec.rules).flatMap((rule) => rule.http.paths))
      if (!facts.routes.some((route) => route.startsWith(path.path))) wrong(`Ingress: the bridge has no ${path.path}`);
  }
}

function list(value) {
  return value ?? [];
}
