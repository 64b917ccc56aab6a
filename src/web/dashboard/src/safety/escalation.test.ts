import { describe, expect, it } from 'vitest';
import { errorsOf, freeName, newRule, partsOf, readWords } from './escalation';

describe('escalation rules', () => {
  it('begin with a condition, a deed and an id, so that they can be saved as they are', () => {
    const rule = newRule('Rule');
    expect(partsOf(rule)).toEqual({ when: ['keywords'], then: ['handOver'] });
    expect(rule.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u);
    expect(newRule('Rule').id).not.toBe(rule.id);
  });

  it('get names of their own', () => {
    const rules = [newRule('Rule'), newRule('rule 2 ')];
    expect(freeName('Rule', [])).toBe('Rule');
    expect(freeName('Rule', rules)).toBe('Rule 3');
  });

  it('find the objections to their own fields, those to a line at its text area', () => {
    const errors = {
      'escalationRules[1].when.warnings': 'must be a whole number from 1 to 100.',
      'escalationRules[1].when.keywords.phrases[3]': 'is too long.',
      'escalationRules[1].when.keywords.phrases[4]': 'is too long as well.',
      'escalationRules[1].then': 'must do something.',
      'escalationRules[10].name': 'is used twice.',
      reviewMode: 'is unknown.',
    };
    expect(errorsOf(errors, 1)).toEqual({
      'when.warnings': 'must be a whole number from 1 to 100.',
      'when.keywords.phrases': 'is too long.',
      then: 'must do something.',
    });
    expect(errorsOf(errors, 10)).toEqual({ name: 'is used twice.' });
    expect(errorsOf(errors, 0)).toEqual({});
  });

  it('read words by comma or line, each once', () => {
    expect(readWords('vip, urgent\nvip,,')).toEqual(['vip', 'urgent']);
  });
});
