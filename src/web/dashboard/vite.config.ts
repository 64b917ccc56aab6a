import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const gateway = process.env['LIVECHAT_GATEWAY'] ?? 'http://localhost:8080';

export default defineConfig({
  base: '/dashboard/',
  plugins: [react()],
  build: {
    // light-dark() in the theme tokens is the youngest feature that the page needs.
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    // Files only, no data: addresses, so that the content security policy can stay at 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rollupOptions: { input: ['index.html', 'preview.html'] },
  },
  server: {
    proxy: { '/api': { target: gateway, ws: true } },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
  },
});
