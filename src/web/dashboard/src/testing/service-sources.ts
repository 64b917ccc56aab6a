import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const services = join(import.meta.dirname, '../../../..');

/** The text of one file of the services, by its path below `src`. */
export const serviceFile = (path: string): string => readFileSync(join(services, path), 'utf8');

/** Every C# file of the services: what they write, and people read here, must have a text. */
export const serviceSources: readonly string[] = readdirSync(services, { recursive: true, encoding: 'utf8' })
  .filter((path) => /^LiveChat\.[^/]+\/(?!obj\/|bin\/).*\.cs$/u.test(path))
  .map(serviceFile);
