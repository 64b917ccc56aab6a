import { describe, expect, it } from 'vitest';
import { serviceSources as sources } from '../testing/service-sources';
import { de } from './de';
import { en } from './en';

const literals = (code: string | undefined) =>
  [...(code ?? '').matchAll(/"(\w+)"/gu)].flatMap(([, text]) => (text ? [text] : []));

/** The arguments of a call, split at its own commas. */
function argumentsOf(code: string, from: number): string[] {
  const found = [''];
  let depth = 0;
  let quoted = false;
  for (let at = from; at < code.length; at++) {
    const char = code.charAt(at);
    if (char === '"') quoted = !quoted;
    if (!quoted && '([{'.includes(char)) depth++;
    if (!quoted && ')]}'.includes(char) && --depth < 0) break;
    if (!quoted && char === ',' && depth === 0) found.push('');
    else found[found.length - 1] += char;
  }
  return found;
}

const calls = (pattern: RegExp) =>
  sources.flatMap((code) =>
    [...code.matchAll(pattern)].map((match) => argumentsOf(code, match.index + match[0].length)),
  );

// `new TrailStep(service, step, outcome, cause, ...)`, and the helper `Step(trail, step, outcome, cause, ...)`.
const written = [...calls(/new TrailStep\(/gu), ...calls(/\bStep\(trail(?=,)/gu)];
const steps = new Set(written.flatMap(([, step]) => literals(step)));
const causes = new Set(written.flatMap(([, , , cause]) => literals(cause)));
for (const code of sources) {
  for (const [, members] of code.matchAll(/class \w*Causes\s*\{([\s\S]*?)\n\}/gu)) {
    for (const [, value] of (members ?? '').matchAll(/\w+ = "(\w+)"/gu)) if (value) causes.add(value);
  }
  for (const [, value] of code.matchAll(/class StaffStep\s*\{\s*public const string Name = "(\w+)"/gu)) {
    if (value) steps.add(value);
  }
  for (const [, value] of code.matchAll(/Draft\.Handover\("(\w+)"/gu)) if (value) causes.add(value);
}

describe('outcomes', () => {
  it('are found in the services: the search itself works', () => {
    expect([...steps]).toEqual(
      expect.arrayContaining(['accept', 'screen_reply', 'take_over', 'ask_provider']),
    );
    expect([...causes]).toEqual(
      expect.arrayContaining(['taken_over', 'provider_quota', 'handover_limit', 'visitor_asked']),
    );
  });

  it.each([
    ['en', en],
    ['de', de],
  ])('have a text for every step and cause of the trail (%s)', (_, messages) => {
    const without = [
      ...[...steps].map((step) => `step.${step}`),
      ...[...causes].map((cause) => `cause.${cause}`),
    ];
    expect(without.filter((key) => !(key in messages))).toEqual([]);
  });
});
