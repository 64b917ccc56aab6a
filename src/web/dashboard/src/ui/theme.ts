export type Theme = 'system' | 'light' | 'dark';

const stored = 'livechat.theme';

export function currentTheme(): Theme {
  const theme = localStorage.getItem(stored);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(stored);
    delete document.documentElement.dataset['theme'];
  } else {
    localStorage.setItem(stored, theme);
    document.documentElement.dataset['theme'] = theme;
  }
}
