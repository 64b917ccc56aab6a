import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { TextField } from '../ui/field';
import { FormDialog } from '../ui/form-dialog';
import { joined, partsOf, type ImportPart } from './import-parts';
import {
  largestFile,
  largestRequest,
  mediaType,
  noArticles,
  readText,
  type ImportAnswer,
} from './import-rules';
import { ImportResult, type FileOutcome } from './import-result';

/** Articles out of files: sent one after another, so that one bad file does not stop the rest. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t, locale } = useText();
  const api = useApi();
  const cache = useQueryClient();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [language, setLanguage] = useState<string>(locale);

  const send = async (file: File): Promise<FileOutcome> => {
    const { name } = file;
    const type = mediaType(name);
    if (file.size > largestFile) return { name, tooLarge: largestFile };
    let parts: readonly ImportPart<BlobPart>[] | null = [];
    const answers: ImportAnswer[] = [];
    try {
      // What fits goes as it is: what is no UTF-8 the server refuses, and says so.
      parts =
        file.size <= largestRequest
          ? [{ body: file, offset: 0 }]
          : partsOf(type, await readText(file), largestRequest);
      if (!parts && type === 'application/json') return { name, answer: noArticles };
      if (!parts) return { name, tooLarge: largestRequest };
      for (const part of parts) {
        const { data } = await api.send<ImportAnswer>('knowledge/import', {
          method: 'POST',
          query: { name, locale: language.trim() },
          body: new Blob([part.body], { type }),
          timeout: 60_000,
        });
        answers.push(data);
      }
      return { name, answer: joined(parts, answers) };
    } catch (error) {
      // What was taken stays taken; sending the file again changes nothing of it.
      return { name, answer: joined(parts ?? [], answers), error };
    }
  };
  const run = useMutation({
    mutationFn: async () => {
      const outcomes: FileOutcome[] = [];
      for (const file of files) outcomes.push(await send(file));
      return outcomes;
    },
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: keys.section(api.tenantId, 'knowledge') });
    },
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
        hint={t('knowledge.import.file.hint')}
        type="file"
        multiple
        required
        accept=".md,.markdown,.txt,.csv,.tsv,.json,text/markdown,text/csv,application/json"
        onChange={(event) => {
          setFiles([...(event.target.files ?? [])]);
          run.reset();
        }}
      />
      <TextField
        label={t('knowledge.locale')}
        hint={t('knowledge.import.locale.hint')}
        value={language}
        maxLength={35}
        required
        spellCheck={false}
        onChange={(event) => setLanguage(event.target.value)}
      />
      <div className="live" aria-live="polite">
        {run.data && <ImportResult outcomes={run.data} />}
      </div>
    </FormDialog>
  );
}
