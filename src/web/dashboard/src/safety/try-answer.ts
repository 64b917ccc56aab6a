/** Where a rule hit, in code points, and the words as they were written; '' for who may not read them. */
export interface Match {
  start: number;
  length: number;
  text: string;
}

export type Verdict = 'allow' | 'fallback' | 'handover' | 'hold' | 'end';

/** What `safety/test` answers. Members that an older server leaves out are optional. */
export interface TryAnswer {
  verdict: Verdict;
  serious: boolean;
  list: string | null;
  /** The phrase that hit, or the name of the escalation rule that hands over. */
  rule: string | null;
  /** The phrase is the platform's own. */
  system?: boolean;
  matched: Match | null;
  normalized: string | null;
  /** Set where a medium-confidence phrase asked for one. */
  secondOpinion?: SecondOpinion | null;
  /** Those that would apply if the text began a conversation. */
  escalationRules?: FiredRule[];
  lastMessages?: Replay | null;
}

export interface SecondOpinion {
  by: 'provider' | 'rules';
  model: string | null;
  score: number;
  needed: number;
  confirms: boolean;
  /** Why the provider did not answer, where there is one. */
  cause: string | null;
}

export interface FiredRule {
  id: string;
  name: string;
  because: string[];
}

export interface Replay {
  tried: number;
  verdicts: Partial<Record<Verdict, number>>;
  /** Newest first. */
  hits: ReplayedMessage[];
}

export interface ReplayedMessage {
  conversationId: string;
  messageId: string;
  createdAt: string;
  direction: 'visitor' | 'reply';
  verdict: Verdict;
  serious: boolean;
  list: string | null;
  rule: string | null;
  system: boolean;
  matched: Match | null;
  /** Cut by the server; null for who may not read it. */
  text: string | null;
}

const severity: readonly Verdict[] = ['end', 'fallback', 'handover', 'hold', 'allow'];

/** How many messages got each verdict, the gravest first; verdicts that none got are left out. */
export function countsOf(replay: Replay): [Verdict, number][] {
  return severity.flatMap((verdict) => {
    const count = replay.verdicts[verdict] ?? 0;
    return count > 0 ? [[verdict, count] as [Verdict, number]] : [];
  });
}
