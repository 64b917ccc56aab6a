import { useState } from 'react';
import { useText } from '../messages/text';
import { useGrant } from '../session/use-session';
import { Tabs } from '../ui/tabs';
import { Snippet } from './snippet';
import { snippetKinds, snippetText, type SnippetKind } from './snippet-text';

interface SnippetTabsProps {
  token: string;
  /** The server's own text for plain pages. */
  html?: string;
}

/** The same widget for each kind of site: what to paste, and where. */
export function SnippetTabs({ token, html }: SnippetTabsProps) {
  const { t } = useText();
  const { tenantId } = useGrant();
  const [kind, setKind] = useState<SnippetKind>('html');
  const code =
    kind === 'html' && html ? html : snippetText(kind, { apiUrl: location.origin, tenantId, token });
  return (
    <Tabs
      label={t('snippet.kinds')}
      tabs={snippetKinds.map((id) => ({ id, name: t(`snippet.kind.${id}`) }))}
      chosen={kind}
      onChoose={setKind}
    >
      <p className="muted">{t(`snippet.where.${kind}`)}</p>
      <Snippet code={code} />
    </Tabs>
  );
}
