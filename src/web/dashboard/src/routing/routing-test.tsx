import { useMutation } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import type { FormEvent } from 'react';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Card } from '../ui/page';
import { ProblemNote } from '../ui/problem-note';
import type { RoutingTestAnswer } from './routing-rules';

/** A dry run: who would answer, by which rule, and why the others would not. */
export function RoutingTest() {
  const { t, find, say } = useText();
  const api = useApi();
  const test = useMutation({
    mutationFn: (body: Record<string, string>) => api.post<RoutingTestAnswer>('routing/test', body),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body: Record<string, string> = {};
    for (const name of ['message', 'page', 'locale']) {
      const value = String(form.get(name) ?? '').trim();
      if (value) body[name] = value;
    }
    test.mutate(body);
  };
  const answer = test.data;
  const who =
    answer?.target === 'assistant'
      ? (answer.assistantName ?? t('nav.group.assistant'))
      : answer?.target === 'people'
        ? t('routing.people')
        : t('routing.nobody');
  return (
    <Card title={t('routing.test')} text={t('routing.test.text')}>
      <form className="form" onSubmit={submit}>
        <TextField label={t('routing.test.message')} name="message" maxLength={4000} required />
        <div className="form-row">
          <TextField
            label={t('routing.page')}
            name="page"
            type="url"
            placeholder="https://shop.example/help"
          />
          <TextField label={t('routing.locale')} name="locale" maxLength={35} placeholder="de-CH" />
        </div>
        <div className="form-actions">
          <Button type="submit" variant="primary" busy={test.isPending}>
            {t('routing.test.run')}
          </Button>
        </div>
      </form>
      <div className="live" aria-live="polite">
        {test.isError && <ProblemNote error={test.error} />}
        {answer && (
          <>
            <p className={`verdict ${answer.target === 'none' ? '' : 'verdict-allow'}`}>
              <strong>{t('routing.test.answer', { who })}</strong>
              <span>
                {answer.rule
                  ? t('routing.test.byRule', { rule: answer.rule.name })
                  : (find(`routing.by.${answer.by}`) ?? answer.by)}
              </span>
            </p>
            {answer.rules.length > 0 && (
              <ol className="lines">
                {answer.rules.map((rule) => (
                  <li key={rule.id} className="line">
                    <span className={`tag ${rule.matched ? 'tag-good' : ''}`}>
                      {rule.matched ? <Check aria-hidden="true" /> : <X aria-hidden="true" />}
                      {rule.priority}
                    </span>
                    <span className="line-main">
                      <span className="line-title">{rule.name}</span>
                      <span className="line-text line-wrap">{say(rule.why) ?? rule.why}</span>
                    </span>
                  </li>
                ))}
              </ol>
            )}
          </>
        )}
      </div>
    </Card>
  );
}
