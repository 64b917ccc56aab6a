import { useState, type FormEvent } from 'react';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import '../settings/settings.css';
import { useSettings } from '../settings/use-settings';
import { Select, TextArea } from '../ui/field';
import { Card, Page } from '../ui/page';
import { Skeleton } from '../ui/states';
import { useToasts } from '../ui/toast';
import {
  actions,
  directions,
  listNames,
  readPhrases,
  reviewModes,
  type Inspects,
  type ListName,
  type PhraseList,
  type SafetySettings,
  type SystemPhraseList,
} from './safety-settings';
import { ReviewTerms } from './review-terms';
import { SafetyExtras } from './safety-extras';
import { SafetyTest } from './safety-test';
import { errorUnder, useFieldErrors } from '../ui/problem-text';
import { ProblemState } from '../ui/problem-note';
import { SaveBar } from '../ui/save-bar';

export function SafetyPage() {
  const { t } = useText();
  const { query, save } = useSettings<SafetySettings>('safety');
  return (
    <Page title={t('nav.safety')} lead={t('safety.lead')}>
      <SafetyTest />
      {query.isPending && <Skeleton kind="form" rows={4} />}
      {query.isError && <ProblemState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <SafetyForm key={query.data.etag ?? ''} settings={query.data.data} save={save} />}
    </Page>
  );
}

interface SafetyFormProps {
  settings: SafetySettings;
  save: ReturnType<typeof useSettings<SafetySettings>>['save'];
}

function SafetyForm({ settings, save }: SafetyFormProps) {
  const { t } = useText();
  const toasts = useToasts();
  const may = useMay('admin');
  const [form, setForm] = useState(settings);
  const errors = useFieldErrors(save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const linkDomains = form.replyChecks.linkDomains.map((each) => each.trim()).filter(Boolean);
    save.mutate(
      { ...form, replyChecks: { ...form.replyChecks, linkDomains } },
      { onSuccess: () => toasts.done(t('saved')) },
    );
  };
  const setList = (name: ListName, change: Partial<PhraseList>) =>
    setForm((current) => ({ ...current, [name]: { ...current[name], ...change } }));

  return (
    <form className="form" onSubmit={submit}>
      {listNames.map((name) => (
        <Card key={name} title={t(`safety.${name}`)} text={t(`safety.${name}.text`)}>
          <PhraseFields
            list={form[name] ?? { phrases: [], inspects: 'both', action: 'fallback' }}
            error={errors[name] ?? errorUnder(errors, `${name}.phrases`)}
            disabled={!may}
            onChange={(change) => setList(name, change)}
          />
          <SystemPhrases lists={settings.systemPhrases.filter((each) => each.list === name)} />
        </Card>
      ))}
      <Card title={t('safety.review')} text={t('safety.review.text')}>
        <Select
          label={t('safety.reviewMode')}
          value={form.reviewMode}
          disabled={!may}
          onChange={(event) =>
            setForm({ ...form, reviewMode: event.target.value as SafetySettings['reviewMode'] })
          }
        >
          {reviewModes.map((mode) => (
            <option key={mode} value={mode}>
              {t(`safety.reviewMode.${mode}`)}
            </option>
          ))}
        </Select>
        <ReviewTerms
          terms={form.review}
          errors={errors}
          may={may}
          onChange={(review) => setForm((current) => ({ ...current, review }))}
        />
      </Card>
      <SafetyExtras
        settings={form}
        errors={errors}
        may={may}
        onChange={(change) => setForm((current) => ({ ...current, ...change }))}
      />
      <SaveBar save={save} may={may} sticky />
    </form>
  );
}

/** What the platform checks besides; nobody can take it away. */
function SystemPhrases({ lists }: { lists: readonly SystemPhraseList[] }) {
  const { t } = useText();
  const phrases = lists.flatMap((list) => list.phrases);
  if (phrases.length === 0) return null;
  return (
    <details className="system-phrases">
      <summary>{t('safety.system', { count: phrases.length })}</summary>
      <ul>
        {phrases.map((phrase) => (
          <li key={phrase} className="tag">
            {phrase}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface PhraseFieldsProps {
  list: PhraseList;
  error: string | undefined;
  disabled: boolean;
  onChange: (change: Partial<PhraseList>) => void;
}

function PhraseFields({ list, error, disabled, onChange }: PhraseFieldsProps) {
  const { t } = useText();
  // What is typed stays as it is, empty lines too; the phrases are read from it.
  const [typed, setTyped] = useState(list.phrases.join('\n'));
  return (
    <div className="form">
      <TextArea
        label={t('safety.phrases')}
        hint={t('safety.phrases.hint')}
        rows={4}
        value={typed}
        error={error}
        disabled={disabled}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange({ phrases: readPhrases(event.target.value) });
        }}
      />
      <div className="form-row">
        <Select
          label={t('safety.inspects')}
          value={list.inspects}
          disabled={disabled}
          onChange={(event) => onChange({ inspects: event.target.value as Inspects })}
        >
          {directions.map((direction) => (
            <option key={direction} value={direction}>
              {t(`safety.inspects.${direction}`)}
            </option>
          ))}
        </Select>
        <Select
          label={t('safety.action')}
          value={list.action}
          disabled={disabled}
          onChange={(event) => onChange({ action: event.target.value })}
        >
          {actions.map((action) => (
            <option key={action} value={action}>
              {t(`safety.action.${action}`)}
            </option>
          ))}
        </Select>
      </div>
    </div>
  );
}
