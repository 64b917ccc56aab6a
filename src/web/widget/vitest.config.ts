import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  define: {
    __ENGINE__: JSON.stringify("web-widget/engine.js"),
    __PANEL__: JSON.stringify("web-widget/panel.js"),
    __VERSION__: JSON.stringify("test"),
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"] },
});
