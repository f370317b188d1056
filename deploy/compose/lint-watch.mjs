// How Weir is watched: dashboards, rules, runbooks. Prints each mistake; exit code 1 if any.
//
//   lint-watch.mjs ROOT RULES_JSON OPERATOR_JSON EXPRESSIONS
//
// RULES_JSON, OPERATOR_JSON: deploy/compose/prometheus/rules/weir.yml and the PrometheusRule of the same. EXPRESSIONS: where
// those of the dashboards go, as a rule file for promtool. That each metric exists is tested by OwnMonitoringIT.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [root, rulesFile, operatorFile, expressions] = process.argv.slice(2);
const mistakes = [];
const wrong = (message) => mistakes.push(message);
const json = (file) => JSON.parse(readFileSync(file, 'utf8'));

dashboards();
rules(json(rulesFile).groups);
runbooks();
mistakes.forEach((mistake) => console.log(mistake));
process.exit(mistakes.length === 0 ? 0 : 1);

function dashboards() {
  const folder = join(root, 'deploy/compose/grafana/dashboards');
  const uids = new Set();
  const asked = [];
  for (const file of readdirSync(folder)) {
    const dashboard = json(join(folder, file));
    const ids = new Set();
    if (!/^weir-[a-z]+$/.test(dashboard.uid ?? '') || uids.has(dashboard.uid)) wrong(`${file}: uid is missing, taken or no weir-NAME`);
    if (`${dashboard.uid}.json` !== file) wrong(`${file}: is not called like its uid`);
    if (!dashboard.title || !dashboard.description) wrong(`${file}: has no title or no description`);
    uids.add(dashboard.uid);
    const variables = new Set(['__rate_interval', ...dashboard.templating.list.map((variable) => variable.name)]);
    if (!dashboard.templating.list.some(({ name, type, query }) => name === 'datasource' && type === 'datasource' && query === 'prometheus'))
      wrong(`${file}: its data source cannot be chosen`);
    for (const panel of dashboard.panels) {
      const name = `${file}: ${panel.title}`;
      if (ids.has(panel.id)) wrong(`${name}: id ${panel.id} is there twice`);
      ids.add(panel.id);
      if (!panel.title) wrong(`${file}: panel ${panel.id} has no title`);
      if (panel.type === 'row') continue;
      if (!panel.description) wrong(`${name}: has no description`);
      if (!panel.fieldConfig?.defaults?.unit) wrong(`${name}: has no unit`);
      if (!panel.targets?.length) wrong(`${name}: asks for nothing`);
      for (const { datasource, expr } of [{ datasource: panel.datasource, expr: '' }, ...panel.targets]) {
        if (datasource?.uid !== '${datasource}') wrong(`${name}: has a data source of its own`);
        for (const [, variable] of expr.matchAll(/\$(\w+)/g)) if (!variables.has(variable)) wrong(`${name}: there is no variable ${variable}`);
        if (expr) asked.push(expr.replaceAll('$__rate_interval', '5m').replaceAll('$tenant', '.*'));
      }
    }
  }
  const records = asked.map((expr, index) => `      - record: dashboard_${index}\n        expr: ${JSON.stringify(expr)}`);
  writeFileSync(expressions, `groups:\n  - name: dashboards\n    rules:\n${records.join('\n')}\n`);
}

function rules(groups) {
  const names = new Set();
  for (const { alert, labels, annotations } of groups.flatMap((group) => group.rules)) {
    if (names.has(alert)) wrong(`${alert}: is there twice`);
    names.add(alert);
    if (!['critical', 'warning'].includes(labels?.severity) || labels.component !== 'weir') wrong(`${alert}: severity or component`);
    for (const key of ['summary', 'description']) if (!annotations?.[key]) wrong(`${alert}: has no ${key}`);
    const page = `deploy/runbooks/${alert}.md`;
    if (!annotations?.runbook_url?.endsWith(`/${page}`)) wrong(`${alert}: runbook_url does not lead to ${page}`);
    if (!existsSync(join(root, page))) wrong(`${alert}: there is no ${page}`);
  }
  for (const file of readdirSync(join(root, 'deploy/runbooks'))) if (!names.has(file.replace(/\.md$/, ''))) wrong(`${file}: is about no alert`);
  if (JSON.stringify(json(operatorFile).spec.groups) !== JSON.stringify(groups)) wrong('the PrometheusRule has other rules than Compose');
}

function runbooks() {
  const folder = join(root, 'deploy/runbooks');
  for (const file of readdirSync(folder)) {
    const text = readFileSync(join(folder, file), 'utf8');
    if (!text.startsWith(`# ${file.replace(/\.md$/, '')}\n`)) wrong(`${file}: its title is not its name`);
    for (const part of ['**At risk.** ', '## Look\n', '## Do\n', '## Wake somebody\n']) if (!text.includes(`\n${part}`)) wrong(`${file}: has no ${part}`);
    for (const [, page] of text.matchAll(/\]\(([^)]+)\)/g)) if (!existsSync(join(folder, page))) wrong(`${file}: ${page} does not exist`);
  }
}
