import type { WidgetSettings } from '../site/widget-settings';

/** What dashboard and preview say to each other across the frame; both are of one origin. */
export type ToPreview =
  | { kind: 'settings'; settings: WidgetSettings }
  | { kind: 'answer'; id: number; answer: PreviewAnswer }
  | { kind: 'problem'; id: number; status: number; problem: PreviewProblem };

export type FromPreview = { kind: 'ready' } | { kind: 'ask'; id: number; text: string; locale: string };

/** What the assistant would say; or, in `notice`, what would happen instead. */
export interface PreviewAnswer {
  text?: string;
  notice?: string;
  sources?: { title: string; url?: string | null }[];
  quickReplies?: string[];
}

export interface PreviewProblem {
  code: string;
  title: string;
  detail: string;
  requestId: string;
}
