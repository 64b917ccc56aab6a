import js from "@eslint/js";
import ts from "typescript-eslint";

export default ts.config({ ignores: ["dist/", "node_modules/"] }, js.configs.recommended, ...ts.configs.strict, {
  files: ["**/*.mjs"],
  languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly", Buffer: "readonly" } },
});
