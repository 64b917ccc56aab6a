import type { TenantText } from '../site/widget-settings';
import type { EscalationRule } from './escalation';

export type Inspects = 'visitor' | 'reply' | 'both';

export interface PhraseList {
  phrases: string[];
  inspects: Inspects;
  action: string;
}

export interface SystemPhraseList extends PhraseList {
  list: string;
}

export interface SafetySettings {
  blockedKeywords: PhraseList;
  seriousHighConfidenceKeywords: PhraseList;
  seriousMediumConfidenceKeywords: PhraseList;
  /** The platform's own, read-only. */
  systemPhrases: SystemPhraseList[];
  reviewMode: 'off' | 'flagged' | 'all';
  fallbackText: TenantText;
  waitingText: TenantText;
  handoverText: TenantText;
  /** By kind of personal data: what is done with it. */
  masking?: Record<string, unknown>;
  escalationRules?: EscalationRule[];
  [more: string]: unknown;
}

export const listNames = [
  'blockedKeywords',
  'seriousHighConfidenceKeywords',
  'seriousMediumConfidenceKeywords',
] as const;
export type ListName = (typeof listNames)[number];

export const actions = ['fallback', 'handover', 'hold', 'end'] as const;
export const directions = ['visitor', 'reply', 'both'] as const;
export const reviewModes = ['off', 'flagged', 'all'] as const;

/** One phrase a line, as people keep them; empty lines and repeats go. */
export function readPhrases(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter(Boolean);
}

export interface SafetyVerdict {
  verdict: 'allow' | 'fallback' | 'handover' | 'hold' | 'end';
  serious: boolean;
  list: string | null;
  rule: string | null;
  matched: { start: number; length: number; text: string } | null;
  normalized: string | null;
}
