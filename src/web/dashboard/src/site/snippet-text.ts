export const snippetKinds = ['html', 'tagmanager', 'wordpress', 'shopify', 'react'] as const;
export type SnippetKind = (typeof snippetKinds)[number];

interface SnippetValues {
  apiUrl: string;
  tenantId: string;
  token: string;
}

/** What is pasted into a site of the given kind. The values are ids, addresses and tokens: nothing in them needs escaping. */
export function snippetText(kind: SnippetKind, { apiUrl, tenantId, token }: SnippetValues): string {
  const options = (indent: string) =>
    [`tenantId: "${tenantId}",`, `apiUrl: "${apiUrl}",`, `token: "${token}",`].join(`\n${indent}`);
  switch (kind) {
    case 'html':
      return `<script type="module">
  import { renderWebWidget } from "${apiUrl}/web-widget.js";
  renderWebWidget({
    ${options('    ')}
  });
</script>`;
    case 'tagmanager':
    case 'shopify':
      return `<script src="${apiUrl}/web-widget.classic.js"></script>
<script>
  ChatWidget.renderWebWidget({
    ${options('    ')}
  });
</script>`;
    case 'wordpress':
      return `add_action('wp_footer', function () { ?>
<script src="${apiUrl}/web-widget.classic.js"></script>
<script>
  ChatWidget.renderWebWidget({
    ${options('    ')}
  });
</script>
<?php });`;
    case 'react':
      return `import { useEffect } from "react";

export function Chat() {
  useEffect(() => {
    let widget;
    let gone = false;
    import(/* @vite-ignore */ /* webpackIgnore: true */ "${apiUrl}/web-widget.js").then(
      ({ renderWebWidget }) => {
        if (gone) return;
        widget = renderWebWidget({
          ${options('          ')}
        });
      },
    );
    return () => {
      gone = true;
      widget?.destroy?.();
    };
  }, []);
  return null;
}`;
  }
}
