import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useApi } from '../api/tenant-api';
import type { Source, TrailStep } from '../api/types';
import { TrailSteps } from '../conversation/trail-steps';
import { useText } from '../messages/text';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Markdown } from '../ui/markdown';
import { ProblemNote } from '../ui/problem-note';

interface TryAnswer {
  reply: { text: string; sources?: Source[]; model?: string; tokens?: number } | null;
  handover: { cause: string } | null;
  trail?: TrailStep[];
}

/** Asks the assistant something; never billed, never shown to a visitor. */
export function AssistantTry({ assistantId }: { assistantId: string }) {
  const { t, find } = useText();
  const api = useApi();
  const attempt = useMutation({
    mutationFn: (message: string) => api.post<TryAnswer>(`assistants/${assistantId}/try`, { message }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const message = String(new FormData(event.currentTarget).get('message')).trim();
    if (message) attempt.mutate(message);
  };
  const { data } = attempt;
  return (
    <section className="panel-section">
      <h3>{t('try.title')}</h3>
      <form className="inline-form" onSubmit={submit}>
        <TextField label={t('try.question')} name="message" maxLength={400} />
        <Button type="submit" busy={attempt.isPending}>
          {t('try.ask')}
        </Button>
      </form>
      <div className="live" aria-live="polite">
        {attempt.isError && <ProblemNote error={attempt.error} />}
        {data && (
          <div className="try-answer">
            {data.reply?.text ? (
              <Markdown text={data.reply.text} />
            ) : (
              <p>
                {t('try.handover')}
                {data.handover && ` ${find(`cause.${data.handover.cause}`) ?? data.handover.cause}.`}
              </p>
            )}
            {(data.reply?.sources?.length ?? 0) > 0 && (
              <p className="muted">
                {t('message.sources')}: {data.reply?.sources?.map((source) => source.title).join(', ')}
              </p>
            )}
            {data.reply?.model && (
              <p className="muted">
                {data.reply.model}
                {data.reply.tokens ? ` · ${t('try.tokens', { count: data.reply.tokens })}` : ''}
              </p>
            )}
          </div>
        )}
        {data?.trail && data.trail.length > 0 && (
          <details className="system-phrases">
            <summary>{t('try.trail')}</summary>
            <TrailSteps steps={data.trail} />
          </details>
        )}
      </div>
    </section>
  );
}
