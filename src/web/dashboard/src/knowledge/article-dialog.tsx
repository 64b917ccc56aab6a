import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import type { Assistant } from '../settings/assistant';
import { useList } from '../settings/use-list';
import { CheckGroup } from '../ui/check-group';
import { Select, TextArea, TextField } from '../ui/field';
import { FormDialog } from '../ui/form-dialog';
import { useToasts } from '../ui/toast';
import type { ArticleKind } from './article';
import type { Editing } from './knowledge-page';
import { useFieldErrors } from '../ui/problem-text';

/** The server's limit for a title; a question may be longer. */
const longestTitle = 200;

export function ArticleDialog({ editing, onClose }: { editing: Editing; onClose: () => void }) {
  const { t, locale } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const toasts = useToasts();
  const may = useMay('admin');
  const { article, unansweredId } = editing;
  const [title, setTitle] = useState(article?.title ?? editing.title?.slice(0, longestTitle) ?? '');
  const [text, setText] = useState(article?.text ?? '');
  const [url, setUrl] = useState(article?.url ?? '');
  const [language, setLanguage] = useState(article?.locale ?? editing.locale ?? locale);
  const [kind, setKind] = useState<ArticleKind>(article?.kind ?? (unansweredId ? 'faq' : 'article'));
  const [assistantIds, setAssistantIds] = useState<readonly string[]>(article?.assistantIds ?? []);
  const assistants = useList<Assistant>('assistants').data ?? [];
  // A deleted one stays to be seen: without it the article would seem to be for all.
  const gone = assistantIds.filter(
    (id) => assistants.length > 0 && !assistants.some((each) => each.id === id),
  );

  const finish = (message: string) => {
    toasts.done(message);
    void cache.invalidateQueries({ queryKey: keys.section(api.tenantId) });
    onClose();
  };
  const save = useMutation({
    mutationFn: async () => {
      const body = {
        title: title.trim(),
        text: text.trim(),
        url: url.trim() || null,
        locale: language.trim(),
        kind,
        assistantIds,
      };
      if (article) return (await api.put(`knowledge/${article.id}`, body, `"${article.version}"`)).data;
      return api.post(unansweredId ? `knowledge/unanswered/${unansweredId}/article` : 'knowledge', body);
    },
    onSuccess: () => finish(t('saved')),
  });
  const remove = useMutation({
    mutationFn: () => api.delete(`knowledge/${article?.id}`),
    onSuccess: () => finish(t('knowledge.deleted')),
    onError: toasts.failed,
  });
  const errors = useFieldErrors(save.error);

  return (
    <FormDialog
      kind="drawer"
      title={article ? t('knowledge.edit') : t('knowledge.new')}
      onClose={onClose}
      save={save}
      remove={
        article
          ? { ...remove, title: t('knowledge.delete.title'), text: t('knowledge.delete.text') }
          : undefined
      }
      may={may}
    >
      <TextField
        label={t('knowledge.title')}
        value={title}
        error={errors['title']}
        maxLength={longestTitle}
        required
        readOnly={!may}
        autoFocus={!article}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextArea
        label={t('knowledge.text')}
        hint={t('knowledge.text.hint')}
        rows={14}
        value={text}
        error={errors['text'] ?? errors['body']}
        required
        readOnly={!may}
        onChange={(event) => setText(event.target.value)}
      />
      <TextField
        label={t('knowledge.url')}
        hint={t('knowledge.url.hint')}
        inputMode="url"
        value={url}
        error={errors['url']}
        readOnly={!may}
        spellCheck={false}
        onChange={(event) => setUrl(event.target.value)}
      />
      <div className="form-row">
        <Select
          label={t('knowledge.kind')}
          hint={t('knowledge.kind.hint')}
          value={kind}
          error={errors['kind']}
          disabled={!may}
          onChange={(event) => setKind(event.target.value as ArticleKind)}
        >
          {(['article', 'faq'] as const).map((each) => (
            <option key={each} value={each}>
              {t(`knowledge.kind.${each}`)}
            </option>
          ))}
        </Select>
        <TextField
          label={t('knowledge.locale')}
          hint={t('knowledge.locale.hint')}
          value={language}
          error={errors['locale']}
          maxLength={35}
          required
          readOnly={!may}
          spellCheck={false}
          onChange={(event) => setLanguage(event.target.value)}
        />
      </div>
      {(assistants.length > 1 || assistantIds.length > 0) && (
        <CheckGroup
          legend={t('knowledge.assistantIds')}
          hint={t('knowledge.assistantIds.hint')}
          error={errors['assistantIds']}
          options={[
            ...assistants.map(({ id, name }) => ({ value: id, label: name })),
            ...gone.map((id) => ({ value: id, label: t('routing.assistant.gone') })),
          ]}
          chosen={assistantIds}
          disabled={!may}
          onChange={setAssistantIds}
        />
      )}
    </FormDialog>
  );
}
