/** An escalation rule as the API has it; `null` members are conditions and deeds that it has not. */
export interface EscalationRule {
  id: string;
  name: string;
  active: boolean;
  match: 'any' | 'all';
  when: EscalationConditions;
  then: EscalationActions;
}

export interface EscalationConditions {
  verdict: VerdictCondition | null;
  warnings: number | null;
  keywords: KeywordCondition | null;
  unanswered: number | null;
}

export interface VerdictCondition {
  on: 'visitor' | 'reply' | 'both';
  /** Empty: any. */
  lists: string[];
  /** Empty: whatever was not let through. */
  actions: string[];
}

export interface KeywordCondition {
  askingForPerson: boolean;
  phrases: string[];
}

export interface EscalationActions {
  handOver: HandOver | null;
  notify: Notify | null;
  tags: string[];
  serious: boolean;
}

export interface HandOver {
  to: 'people' | 'group' | 'user';
  name: string | null;
  userIds: string[];
}

export interface Notify {
  dashboard: boolean;
  webhook: boolean;
  emails: string[];
}

export const mostRules = 50;

export const verdictLists = [
  'blockedKeywords',
  'seriousHighConfidenceKeywords',
  'seriousMediumConfidenceKeywords',
  'personalData',
  'promptLeakage',
  'foreignLinks',
  'ungrounded',
] as const;

export const verdictActions = ['noted', 'fallback', 'handover', 'hold', 'end'] as const;

/** A rule that does what most teams want first: whoever asks for a person gets one. */
export function newRule(name: string): EscalationRule {
  return {
    id: randomId(),
    name,
    active: true,
    match: 'any',
    when: {
      verdict: null,
      warnings: null,
      keywords: { askingForPerson: true, phrases: [] },
      unanswered: null,
    },
    then: { handOver: { to: 'people', name: null, userIds: [] }, notify: null, tags: [], serious: false },
  };
}

/** A random UUID; `crypto.randomUUID` exists on secure origins only. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/u, '$1-$2-$3-$4-');
}

/** The server's objections to one rule, by the path within it, such as `when.warnings`; `''` is the rule itself. */
export function errorsOf(errors: Record<string, string>, index: number): Record<string, string> {
  const prefix = `escalationRules[${index}]`;
  const found: Record<string, string> = {};
  for (const [field, text] of Object.entries(errors)) {
    if (!field.startsWith(prefix)) continue;
    // One line of a text area is named by its number; the objection stands below all of them.
    const path = field
      .slice(prefix.length)
      .replace(/^\./u, '')
      .replace(/\[\d+\]$/u, '');
    found[path] ??= text;
  }
  return found;
}

/** Free names: `Rule`, `Rule 2`, `Rule 3`, as names must differ. */
export function freeName(base: string, taken: readonly EscalationRule[]): string {
  const names = new Set(taken.map((rule) => rule.name.trim().toLowerCase()));
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base} ${n}`;
    if (!names.has(name.toLowerCase())) return name;
  }
}

export function readWords(text: string): string[] {
  return [...new Set(text.split(/[,\n]/u).map((word) => word.trim()))].filter(Boolean);
}

/** Which conditions and deeds a rule has, as names of its message texts. */
export function partsOf(rule: EscalationRule): { when: string[]; then: string[] } {
  const { when, then } = rule;
  return {
    when: (['verdict', 'warnings', 'keywords', 'unanswered'] as const).filter((name) => when[name] !== null),
    then: [
      ...(then.handOver ? ['handOver'] : []),
      ...(then.notify ? ['notify'] : []),
      ...(then.tags.length > 0 ? ['tags'] : []),
      ...(then.serious ? ['serious'] : []),
    ],
  };
}
