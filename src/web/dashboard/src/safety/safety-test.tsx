import { useMutation } from '@tanstack/react-query';
import { type FormEvent } from 'react';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { Button } from '../ui/button';
import { Select, TextField } from '../ui/field';
import { Card } from '../ui/page';
import { ProblemNote } from '../ui/problem-note';
import type { SafetyVerdict } from './safety-settings';

/** Says what the saved lists would do to a text, and which phrase did it. */
export function SafetyTest() {
  const { t, find } = useText();
  const api = useApi();
  const test = useMutation({
    mutationFn: (body: { text: string; direction: string }) => api.post<SafetyVerdict>('safety/test', body),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = String(form.get('text')).trim();
    if (text) test.mutate({ text, direction: String(form.get('direction')) });
  };
  const result = test.data;
  return (
    <Card title={t('safety.test')} text={t('safety.test.text')}>
      <form className="inline-form" onSubmit={submit}>
        <TextField label={t('safety.test.label')} name="text" maxLength={4000} required />
        <Select label={t('safety.inspects')} name="direction" defaultValue="visitor">
          <option value="visitor">{t('safety.inspects.visitor')}</option>
          <option value="reply">{t('safety.inspects.reply')}</option>
        </Select>
        <Button type="submit" busy={test.isPending}>
          {t('safety.test.run')}
        </Button>
      </form>
      <div className="live" aria-live="polite">
        {test.isError && <ProblemNote error={test.error} />}
        {result && (
          <p className={`verdict verdict-${result.verdict}`}>
            <strong>{t(`verdict.${result.verdict}`)}</strong>
            {result.matched && (
              <>
                {' '}
                <mark>{result.matched.text}</mark>
              </>
            )}
            {result.list && <span className="muted"> {find(`cause.${result.list}`) ?? result.list}</span>}
            {result.serious && <span className="tag tag-danger">{t('row.serious')}</span>}
          </p>
        )}
      </div>
    </Card>
  );
}
