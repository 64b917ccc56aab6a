import { describe, expect, it } from 'vitest';
import { serviceFile, serviceSources } from '../testing/service-sources';
import { de } from './de';
import { sentences } from './de/sentences';
import { createSaying } from './sentences';
import { createText } from './text';

const say = createText('de', de, 'de', sentences).say;

/** The string literals of C# code, what is filled into them as `7`; a literal may hold others within its braces. */
function literalsOf(code: string): string[] {
  const found: string[] = [];
  for (const start of code.matchAll(/\$?"(?=[a-z])/gu)) {
    let [text, depth] = ['', 0];
    for (let at = start.index + start[0].length; at < code.length; at++) {
      const char = code.charAt(at);
      if (start[0].startsWith('$') && char === '{' && depth++ === 0) text += '7';
      if (depth === 0) {
        if (char === '"') break;
        text += char === '\\' ? code.charAt(++at) : char;
      }
      if (start[0].startsWith('$') && char === '}' && depth > 0) depth--;
    }
    found.push(text);
  }
  return found;
}

const objection =
  /^(?:must|is required|is missing|is used|is too|has the|has members|needs|may have)\b[^\n]/u;
const objections = [...new Set(serviceSources.flatMap(literalsOf))].filter(
  (text) => objection.test(text) && text.length < 200 && text !== 'must ...',
);

describe('sentences', () => {
  it('are found in the services: the search itself works', () => {
    expect(objections.length).toBeGreaterThan(120);
    expect(objections).toEqual(
      expect.arrayContaining(['must have at most 7 characters', 'is too easy to guess']),
    );
  });

  it.each(objections)('German says: %s', (objection) => {
    expect(say(objection), objection).not.toBeNull();
    expect(say(objection)).not.toMatch(/\b(must|required|missing|the|such as)\b/u);
  });

  const verdicts = [
    ...serviceFile('LiveChat.AssistantRouting/Providers/ProviderFailure.cs').matchAll(/=> "([A-Z][^"]+)"/gu),
    ...serviceFile('LiveChat.AssistantRouting/Providers/ProviderEndpoints.cs').matchAll(
      /TestAnswer\(true, choice\.Kind, null, "([^"]+)"/gu,
    ),
  ].map(([, sentence]) => sentence ?? '');

  it('of a provider’s test are found: the search itself works', () => {
    expect(verdicts.length).toBeGreaterThan(17);
  });

  it.each(verdicts)('of a provider’s test are said in German: %s', (verdict) => {
    expect(say(verdict)).not.toBeNull();
  });

  const whys = literalsOf(serviceFile('LiveChat.AssistantRouting/Routing/RoutingRules.cs'))
    .filter((text) =>
      /^(?:(?:keywords|channel|page|locale|hours|openingHours|intent|attributes): |.*conditions hold)/u.test(
        text,
      ),
    )
    .flatMap((text) =>
      text === 'openingHours: 7'
        ? ['none are set, which counts as open', 'it is open', 'it is closed'].map(
            (why) => `openingHours: ${why}`,
          )
        : [text],
    );

  it('of a dry run are found: the search itself works', () => {
    expect(whys).toEqual(expect.arrayContaining(['page: another page', 'openingHours: it is closed']));
    expect(whys.length).toBeGreaterThan(11);
  });

  it.each(whys)('of a dry run are said in German: %s', (why) => {
    expect(say(why)).not.toBeNull();
  });

  it('fill in what the service filled in, whatever it is', () => {
    expect(say('must have 1 to 80 characters')).toBe('Muss 1 bis 80 Zeichen haben.');
    expect(say('must be one of openai, a{least}b $& (.*).')).toBe(
      'Muss eines von openai, a{least}b $& (.*) sein.',
    );
    expect(say("must be at most 12 days before 'to'.")).toBe('Darf höchstens 12 Tage vor dem Ende liegen.');
  });

  it('are left to the caller where a language does not know them; English knows all', () => {
    expect(say('must be purple')).toBeNull();
    expect(createSaying(null)('must have at most 80 characters.')).toBe('Must have at most 80 characters.');
  });
});
