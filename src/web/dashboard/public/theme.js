// Runs before the first paint, as a file because the content security policy admits no inline script.
try {
  const theme = localStorage.getItem('livechat.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the system's theme stays.
}
