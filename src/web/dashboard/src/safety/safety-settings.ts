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

/** On which terms replies are held. */
export interface ReviewTerms {
  minutes: number;
  onExpiry: (typeof expiryOutcomes)[number];
  waitWhenNobodyOnline: boolean;
  allWhenSerious: boolean;
}

/** What replies are checked for beside the lists: by check, what then. */
export type ReplyChecks = Record<CheckName, (typeof checkActions)[number]> & { linkDomains: string[] };

/** Silence after which conversations end. */
export interface Closing {
  assistantHours: number;
  peopleDays: number;
}

export const expiryOutcomes = ['handover', 'send', 'fallback'] as const;
export const checkActions = ['off', 'fallback', 'handover', 'hold'] as const;
export const checkNames = [
  'personalData',
  'promptLeakage',
  'foreignLinks',
  'ungrounded',
  'providerModeration',
] as const;
export type CheckName = (typeof checkNames)[number];

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
  review: ReviewTerms;
  replyChecks: ReplyChecks;
  closing: Closing;
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
