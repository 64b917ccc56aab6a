import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { TextField } from '../ui/field';
import { FormDialog } from '../ui/form-dialog';
import { importBody, importCounts } from './import-rules';

/** Articles out of files: read here, sent one after another, so that one bad file does not stop the rest. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t, locale } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [language, setLanguage] = useState<string>(locale);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const run = useMutation({
    mutationFn: async () => {
      let imported = 0;
      const objections: string[] = [];
      for (const file of files) {
        const body = importBody(file.name, await file.text(), language.trim() || locale);
        const counts = importCounts(await api.post<unknown>('knowledge/import', body));
        imported += counts.imported;
        objections.push(...counts.refused.map((each) => `${file.name}: ${each}`));
      }
      setRefused(objections);
      return imported;
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: keys.section(api.tenantId, 'knowledge') }),
  });
  return (
    <FormDialog
      title={t('knowledge.import')}
      onClose={onClose}
      save={{ ...run, mutate: () => files.length > 0 && run.mutate() }}
      saveText={t('knowledge.import.run')}
    >
      <p>{t('knowledge.import.text')}</p>
      <TextField
        label={t('knowledge.import.file')}
        type="file"
        multiple
        required
        accept=".md,.markdown,.txt,.csv,.json,text/markdown,text/csv,application/json"
        onChange={(event) => setFiles([...(event.target.files ?? [])])}
      />
      <TextField
        label={t('knowledge.import.locale')}
        value={language}
        maxLength={35}
        required
        onChange={(event) => setLanguage(event.target.value)}
      />
      <div className="live" aria-live="polite">
        {run.data !== undefined && (
          <p className="verdict verdict-allow">{t('knowledge.import.done', { count: run.data })}</p>
        )}
        {refused.length > 0 && (
          <details className="system-phrases" open>
            <summary>{t('knowledge.import.failed', { count: refused.length })}</summary>
            <ul>
              {refused.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </FormDialog>
  );
}
