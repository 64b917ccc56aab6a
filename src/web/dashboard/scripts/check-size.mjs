// First load = index.html's module and everything it imports statically. Fails the build beyond the budget.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budget = 200_000;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

const files = new Set();
const visit = (key) => {
  const chunk = manifest[key];
  if (!chunk || files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const imported of chunk.imports ?? []) visit(imported);
};
visit('index.html');

let total = 0;
for (const file of files) total += gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
console.log(`first load: ${(total / 1000).toFixed(1)} kB of JavaScript gzipped (budget ${budget / 1000} kB)`);
if (total > budget) {
  console.error('The first load is over its budget: load what is not needed at once with a lazy route.');
  process.exit(1);
}
