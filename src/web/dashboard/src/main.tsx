import '@fontsource-variable/inter/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/states.css';
import './styles/shell.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { initialLocale, loadText } from './messages/locale';
import { Session } from './session/session';
import { takeLinkSecret } from './session/link-secret';

const session = new Session();
const link = takeLinkSecret(location, history);
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const loading = loadText(initialLocale());
void session.start(link);
const text = await loading;
createRoot(root).render(
  <StrictMode>
    <App session={session} initialText={text} />
  </StrictMode>,
);
