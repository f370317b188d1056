// GitHub's workflows, checked by GitHub's own language service (to be bundled first, as it imports JSON), and for rules
// of ours: actions pinned to a version, rights named at the top. Prints each mistake; exit code 1 if any.
import { existsSync, readFileSync } from 'node:fs';
import { validate } from '@actions/languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';

let mistakes = 0;
const wrong = (file, line, message) => {
  console.log(`${file}:${line}: ${message}`);
  mistakes++;
};
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'utf8');
  for (const { range, message } of await validate(TextDocument.create(`file:///${file}`, 'yaml', 1, text)))
    wrong(file, range.start.line + 1, message);
  if (!/^permissions:/m.test(text)) wrong(file, 1, 'says nothing about permissions at the top');
  text.split('\n').forEach((line, index) => {
    const uses = /uses: *(\S+)/.exec(line);
    if (uses && !uses[1].startsWith('./') && !/@(v\d+(\.\d+)*|[0-9a-f]{40})$/.test(uses[1])) wrong(file, index + 1, `${uses[1]} is not pinned`);
    if (/pull_request_target/.test(line)) wrong(file, index + 1, 'pull_request_target gives strangers our rights');
    const script = /^\s*(?:- )?run: *(?:\.\/)?([\w.-]+\/[\w./-]+)/.exec(line)?.[1];
    if (script && !existsSync(script)) wrong(file, index + 1, `there is no ${script}`);
  });
}
process.exit(mistakes === 0 ? 0 : 1);
