// First load = index.html's module, the reader's language, and everything that they import statically: what comes before
// anything is shown. Fails the build where one language's is beyond the budget.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budget = 200_000;
const languages = ['en', 'de'];
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

function filesOf(keys) {
  const files = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} is not in the manifest: is it loaded in another way now?`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  keys.forEach(visit);
  return files;
}

const sizeOf = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;

for (const language of languages) {
  const files = [...filesOf(['index.html', `src/messages/${language}.ts`])];
  const total = files.reduce((sum, file) => sum + sizeOf(file), 0);
  const said = `${(total / 1000).toFixed(1)} kB of JavaScript gzipped (budget ${budget / 1000} kB)`;
  console.log(`first load, ${language}: ${said}`);
  if (total > budget) {
    console.error('The first load is over its budget: load what is not needed at once with a lazy route.');
    process.exitCode = 1;
  }
}
