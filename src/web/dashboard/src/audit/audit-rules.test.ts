import { describe, expect, it } from 'vitest';
import { changes } from './audit-rules';

describe('changes', () => {
  it('names only the members that differ', () => {
    expect(changes('{"name":"A","color":"#000"}', '{"name":"B","color":"#000","x":[1]}')).toEqual([
      { name: 'name', before: 'A', after: 'B' },
      { name: 'x', before: null, after: '[1]' },
    ]);
  });

  it('shows a beginning and an end, and words that are no JSON', () => {
    expect(changes(null, '{"role":"agent"}')).toEqual([{ name: 'role', before: null, after: 'agent' }]);
    expect(changes('off', 'on')).toEqual([{ name: '', before: 'off', after: 'on' }]);
    expect(changes(null, null)).toEqual([]);
  });
});
