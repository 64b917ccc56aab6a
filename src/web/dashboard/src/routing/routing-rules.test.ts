import { describe, expect, it } from 'vitest';
import { emptyRule, inOrder, readAttributes, readKeywords, writeAttributes } from './routing-rules';

describe('routing rules', () => {
  it('are listed in the order in which they are asked', () => {
    const rules = [30, 90, 30].map((priority, at) => ({ ...emptyRule(null), name: `${at}`, priority }));
    expect(inOrder(rules).map((rule) => rule.name)).toEqual(['1', '0', '2']);
  });

  it('read attributes with equals signs in their values, and skip what is none', () => {
    expect(readAttributes('plan = gold\nformula=a=b\nnothing\n = x')).toEqual({
      plan: 'gold',
      formula: 'a=b',
    });
    expect(readAttributes(writeAttributes({ a: '1', b: '' }))).toEqual({ a: '1', b: '' });
  });

  it('read keywords by comma or line, each once', () => {
    expect(readKeywords('refund, return\nrefund,,')).toEqual(['refund', 'return']);
  });
});
