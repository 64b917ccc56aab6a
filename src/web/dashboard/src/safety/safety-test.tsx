import { useMutation } from '@tanstack/react-query';
import { type FormEvent } from 'react';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { Button } from '../ui/button';
import { Select, TextField } from '../ui/field';
import { Card } from '../ui/page';
import { ProblemNote } from '../ui/problem-note';
import type { TryAnswer } from './try-answer';
import { TryReplay } from './try-replay';
import { TryVerdict } from './try-verdict';

interface Attempt {
  text: string;
  direction: string;
  lastMessages: number;
}

const messageCounts = [50, 200] as const;

/** Says what the saved lists would do to a text and, if wanted, would have done with the last messages, and why. */
export function SafetyTest() {
  const { t } = useText();
  const api = useApi();
  const test = useMutation({
    mutationFn: (attempt: Attempt) => api.post<TryAnswer>('safety/test', attempt),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = String(form.get('text')).trim();
    const lastMessages = Number(form.get('lastMessages'));
    if (text) test.mutate({ text, direction: String(form.get('direction')), lastMessages });
  };
  const result = test.data;
  return (
    <Card title={t('safety.test')} text={t('safety.test.text')}>
      <form className="inline-form try-form" onSubmit={submit}>
        <TextField label={t('safety.test.label')} name="text" maxLength={4000} required />
        <Select label={t('safety.inspects')} name="direction" defaultValue="visitor">
          <option value="visitor">{t('safety.inspects.visitor')}</option>
          <option value="reply">{t('safety.inspects.reply')}</option>
        </Select>
        <Select label={t('safety.try.last')} name="lastMessages" defaultValue="0">
          <option value="0">{t('safety.try.last.none')}</option>
          {messageCounts.map((count) => (
            <option key={count} value={count}>
              {t('safety.try.last.some', { count })}
            </option>
          ))}
        </Select>
        <Button type="submit" busy={test.isPending}>
          {t('safety.test.run')}
        </Button>
      </form>
      <div className="live" aria-live="polite">
        {test.isError && <ProblemNote error={test.error} />}
        {result && <TryVerdict text={test.variables.text} answer={result} />}
        {result?.lastMessages && <TryReplay replay={result.lastMessages} />}
      </div>
    </Card>
  );
}
