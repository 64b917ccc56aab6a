import { problemOf } from '../api/problem';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import type { FromPreview, PreviewAnswer, ToPreview } from '../preview/protocol';

interface TryAnswer {
  reply: { text: string; sources?: { title: string }[]; quickReplies?: string[] } | null;
  handover: { cause: string } | null;
}

/** Answers the preview's questions by the default assistant: nothing is stored, counted or billed. */
export function useRehearsal(): (question: Extract<FromPreview, { kind: 'ask' }>) => Promise<ToPreview> {
  const api = useApi();
  const { t, find } = useText();

  const answerOf = ({ reply, handover }: TryAnswer): PreviewAnswer =>
    reply
      ? { text: reply.text, sources: reply.sources ?? [], quickReplies: reply.quickReplies ?? [] }
      : {
          notice: [t('try.handover'), handover && find(`cause.${handover.cause}`)].filter(Boolean).join(' '),
        };

  return async ({ id, text, locale }) => {
    try {
      const { items } = await api.get<{ items: { id: string; isDefault: boolean }[] }>('assistants');
      const assistant = items.find((one) => one.isDefault);
      if (!assistant) return { kind: 'answer', id, answer: { notice: t('appearance.preview.nobody') } };
      const said = await api.post<TryAnswer>(`assistants/${assistant.id}/try`, { message: text, locale });
      return { kind: 'answer', id, answer: answerOf(said) };
    } catch (error) {
      const { status, code, title, detail, requestId } = problemOf(error);
      const problem = { code, title, detail, requestId };
      return { kind: 'problem', id, status: status || 503, problem };
    }
  };
}
