import { isRecord } from '../api/problem';

/** The settings of `GET/PUT routing`. Members this page does not know go back as they came. */
export interface RoutingRule {
  id?: string;
  name: string;
  priority: number;
  active: boolean;
  keywords: string[];
  channel: string | null;
  page: string | null;
  locale: string | null;
  attributes: Record<string, string>;
  target: 'assistant' | 'people';
  assistantId: string | null;
  [more: string]: unknown;
}

export interface RoutingSettings {
  peopleOnly: boolean;
  rules: RoutingRule[];
  assignment?: { mode: string; capacity: number | null };
  maxHandovers?: number;
  [more: string]: unknown;
}

export interface RoutingTestAnswer {
  target: 'assistant' | 'people' | 'none';
  by: string;
  assistantName: string | null;
  rule: { id: string; name: string } | null;
  rules: { id: string; name: string; priority: number; matched: boolean; why: string }[];
}

export function emptyRule(assistantId: string | null): RoutingRule {
  return {
    name: '',
    priority: 50,
    active: true,
    keywords: [],
    channel: null,
    page: null,
    locale: null,
    attributes: {},
    target: assistantId ? 'assistant' : 'people',
    assistantId,
  };
}

/** In the order in which they are asked: by priority, equal ones by age, which is their place. */
export function inOrder(rules: readonly RoutingRule[]): RoutingRule[] {
  return [...rules].sort((a, b) => b.priority - a.priority);
}

/** `plan = gold`, one a line, as people write them. */
export function readAttributes(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const at = line.indexOf('=');
    const name = line.slice(0, at).trim();
    if (at > 0 && name) found[name] = line.slice(at + 1).trim();
  }
  return found;
}

export function writeAttributes(attributes: Record<string, string>): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n');
}

export function readKeywords(text: string): string[] {
  return [...new Set(text.split(/[,\n]/u).map((word) => word.trim()))].filter(Boolean);
}

/** The rule's conditions in short, for its line in the list. */
export function conditions(rule: RoutingRule): string[] {
  const intent = rule['intent'];
  return [
    ...(rule.keywords.length > 0 ? [rule.keywords.slice(0, 4).join(', ')] : []),
    ...(typeof intent === 'string' && intent ? [intent] : []),
    ...(rule.page ? [rule.page] : []),
    ...(rule.locale ? [rule.locale] : []),
    ...(rule.channel ? [rule.channel] : []),
    ...(isRecord(rule['hours']) ? [String(rule['hours']['timeZone'] ?? '')] : []),
    ...Object.entries(rule.attributes).map(([name, value]) => `${name}=${value}`),
  ];
}
