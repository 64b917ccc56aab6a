import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const services = join(import.meta.dirname, '../../../..');

/** The text of one file of the services, by its path below `src`. */
export const serviceFile = (path: string): string => readFileSync(join(services, path), 'utf8');

/** Every C# file of the services and of what they share: what they write, and people read here, must have a text. */
export const serviceSources: readonly string[] = [
  ...filesOf(services, /^LiveChat\.[^/]+\/(?!obj\/|bin\/).*\.cs$/u),
  ...filesOf(join(services, '../LiveChat.ServiceDefaults'), /^(?!obj\/|bin\/).*\.cs$/u),
];

function filesOf(folder: string, wanted: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => wanted.test(path))
    .map((path) => readFileSync(join(folder, path), 'utf8'));
}
