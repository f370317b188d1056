// Whether what is named by a Kubernetes document is there: pods by selectors, ports, secrets and their keys, volumes.
import { templates } from './schemas.mjs';

const list = (value) => value ?? [];
const BY_NAME = 'kubernetes.operator.pod-template.merge-arrays-by-name';

/** Every pod that runs, with volumes and mounts of its templates put together. */
export function pods(documents) {
  const found = [];
  for (const document of documents) {
    if (document.kind === 'Deployment')
      found.push({ name: document.metadata.name, labels: document.spec.template.metadata.labels, spec: document.spec.template.spec, containers: document.spec.template.spec.containers });
    if (document.kind === 'FlinkDeployment') {
      const parts = templates(document);
      const merged = parts.flatMap((pod) => list(pod.spec.containers));
      found.push({
        name: document.metadata.name,
        labels: document.spec.podTemplate.metadata.labels,
        spec: { ...document.spec.podTemplate.spec, serviceAccountName: document.spec.serviceAccount, volumes: parts.flatMap((pod) => list(pod.spec.volumes)) },
        containers: [{
          ...document.spec.podTemplate.spec.containers[0],
          volumeMounts: merged.flatMap((each) => list(each.volumeMounts)),
          env: merged.flatMap((each) => list(each.env)),
        }],
      });
    }
  }
  return found;
}

function matches(selector, labels) {
  const exact = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return exact && list(selector.matchExpressions).every(({ key, operator, values }) => operator === 'In' && values.includes(labels[key]));
}

export function names(documents, secrets, wrong) {
  const running = pods(documents);
  const of = (kind) => documents.filter((document) => document.kind === kind);
  const there = (kind, name) => of(kind).some((document) => document.metadata.name === name);
  const chosen = (who, selector) => {
    const some = running.filter((pod) => matches(selector, pod.labels));
    if (some.length === 0) wrong(`${who}: selects no pod`);
    return some;
  };
  const port = (who, pod, wanted) => {
    const known = pod.containers.flatMap((container) => list(container.ports));
    if (!known.some((each) => each.name === wanted || each.containerPort === wanted)) wrong(`${who}: ${pod.name} has no port ${wanted}`);
  };

  for (const { metadata, spec } of of('FlinkDeployment'))
    if ((spec.jobManager.podTemplate || spec.taskManager.podTemplate) && spec.flinkConfiguration?.[BY_NAME] !== 'true')
      wrong(`FlinkDeployment ${metadata.name}: without ${BY_NAME} the operator mixes the n-th entries of its pod templates`);
  for (const document of of('Secret')) wrong(`Secret ${document.metadata.name}: secrets do not stand in files`);
  for (const service of of('Service'))
    for (const pod of chosen(`Service ${service.metadata.name}`, { matchLabels: service.spec.selector }))
      for (const each of service.spec.ports) port(`Service ${service.metadata.name}`, pod, each.targetPort);
  for (const { metadata, spec } of of('HorizontalPodAutoscaler'))
    if (!there(spec.scaleTargetRef.kind, spec.scaleTargetRef.name)) wrong(`HorizontalPodAutoscaler ${metadata.name}: scales ${spec.scaleTargetRef.name}, which is not there`);
  for (const { metadata, spec } of of('PodDisruptionBudget')) chosen(`PodDisruptionBudget ${metadata.name}`, spec.selector);
  for (const { metadata, spec } of of('PodMonitor'))
    for (const pod of chosen(`PodMonitor ${metadata.name}`, spec.selector))
      for (const each of spec.podMetricsEndpoints) port(`PodMonitor ${metadata.name}`, pod, each.port);
  for (const { metadata, spec } of of('NetworkPolicy')) network(`NetworkPolicy ${metadata.name}`, spec);
  for (const pod of running) {
    const denied = of('NetworkPolicy').some(({ spec }) => matches(spec.podSelector, pod.labels) && spec.ingress === undefined && spec.egress === undefined && spec.policyTypes.length === 2);
    if (!denied) wrong(`${pod.name}: no network policy denies it all that no other one allows`);
  }
  for (const { metadata, spec } of of('Ingress'))
    for (const { backend } of spec.rules.flatMap((rule) => rule.http.paths)) {
      const service = of('Service').find((each) => each.metadata.name === backend.service.name);
      if (!service?.spec.ports.some((each) => each.name === backend.service.port.name)) wrong(`Ingress ${metadata.name}: leads to ${JSON.stringify(backend.service)}, which is not there`);
    }
  for (const { metadata, subjects, roleRef } of of('RoleBinding'))
    if (!there(roleRef.kind, roleRef.name) || !subjects.every((each) => there(each.kind, each.name))) wrong(`RoleBinding ${metadata.name}: binds what is not there`);
  running.forEach((pod) => inside(pod));

  function network(who, spec) {
    const some = chosen(who, spec.podSelector);
    for (const rule of list(spec.ingress))
      // Flink's own port is in no template
      for (const each of list(rule.ports)) if (each.port !== 8081) some.forEach((pod) => port(who, pod, each.port));
    const peers = [...list(spec.ingress).flatMap((rule) => list(rule.from)), ...list(spec.egress).flatMap((rule) => list(rule.to))];
    for (const peer of peers)
      if (peer.podSelector && !peer.namespaceSelector && !peer.podSelector.matchLabels['strimzi.io/cluster']) chosen(who, peer.podSelector);
  }

  function inside(pod) {
    const volumes = new Map(list(pod.spec.volumes).map((volume) => [volume.name, volume]));
    if (!there('ServiceAccount', pod.spec.serviceAccountName)) wrong(`${pod.name}: there is no account ${pod.spec.serviceAccountName}`);
    if (pod.spec.securityContext?.runAsNonRoot !== true) wrong(`${pod.name}: may run as root`);
    for (const volume of volumes.values()) {
      for (const item of list(volume.secret?.items)) secret(pod.name, volume.secret.secretName, item.key);
      if (volume.secret && !volume.secret.items) wrong(`${pod.name}: volume ${volume.name} takes all of a secret; name the keys`);
      if (volume.configMap && !there('ConfigMap', volume.configMap.name)) wrong(`${pod.name}: there is no config map ${volume.configMap.name}`);
      if (volume.persistentVolumeClaim && !there('PersistentVolumeClaim', volume.persistentVolumeClaim.claimName)) wrong(`${pod.name}: there is no claim ${volume.persistentVolumeClaim.claimName}`);
    }
    for (const container of pod.containers) {
      const context = container.securityContext ?? {};
      if (context.readOnlyRootFilesystem !== true || context.allowPrivilegeEscalation !== false || !context.capabilities?.drop?.includes('ALL')) wrong(`${pod.name}: container ${container.name} may do more than it needs`);
      if (/:latest$|^[^:]+$/.test(container.image ?? 'x:1')) wrong(`${pod.name}: image ${container.image} is not pinned`);
      const mounted = list(container.volumeMounts).map((mount) => mount.name);
      for (const mount of mounted) if (!volumes.has(mount)) wrong(`${pod.name}: mounts ${mount}, which is no volume`);
      for (const volume of volumes.keys()) if (!mounted.includes(volume)) wrong(`${pod.name}: mounts volume ${volume} nowhere`);
      for (const { name, value, valueFrom } of list(container.env)) {
        if (valueFrom?.secretKeyRef) secret(pod.name, valueFrom.secretKeyRef.name, valueFrom.secretKeyRef.key);
        else if (/PASSWORD|TOKEN|SECRET|JAAS/.test(name)) wrong(`${pod.name}: ${name} stands in the file, with value ${value}`);
      }
      for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'])
        if (container[probe]) port(`${pod.name}: ${probe}`, pod, container[probe].httpGet.port);
    }
  }

  function secret(who, name, key) {
    const keys = secrets.get(name);
    if (keys === undefined) wrong(`${who}: secret ${name} is made by nobody`);
    else if (!keys.has(key)) wrong(`${who}: secret ${name} has no key ${key}`);
    else keys.get(key).used = true;
  }
}
