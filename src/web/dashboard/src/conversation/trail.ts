import { isRecord } from '../api/problem';
import type { TrailStep } from '../api/types';

export interface Trail {
  steps: TrailStep[];
  /** Whatever else the answer tells in one word or number, by name. */
  facts: [name: string, value: string][];
  conversationId: string | null;
}

/** Reads the trail of a turn, or the report on a request: `{outcome, trail, refusal}`. */
export function readTrail(answer: unknown): Trail {
  const root = isRecord(answer) ? (firstRecord(answer['trail'], answer['refusal']) ?? answer) : answer;
  const list = isRecord(root) ? root['steps'] : root;
  const steps = (Array.isArray(list) ? list : []).filter(isStep);
  const conversationId = isRecord(root) ? root['conversationId'] : null;
  const facts = isRecord(root)
    ? Object.entries(root)
        .filter((fact): fact is [string, string] => isPlain(fact[1]))
        .map(toText)
    : [];
  return {
    steps: steps.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    facts,
    conversationId: typeof conversationId === 'string' ? conversationId : null,
  };
}

function firstRecord(...values: unknown[]): Record<string, unknown> | undefined {
  return values.find(isRecord);
}

function isStep(value: unknown): value is TrailStep {
  return isRecord(value) && typeof value['service'] === 'string' && typeof value['step'] === 'string';
}

function isPlain(value: unknown): boolean {
  return (
    (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean'
  );
}

function toText([name, value]: [string, unknown]): [string, string] {
  return [name, String(value)];
}
