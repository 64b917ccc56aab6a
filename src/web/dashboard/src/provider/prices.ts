/** What a model costs: units of the currency for a million tokens. */
export interface ModelPrice {
  model: string;
  inputPerMillion: number;
  outputPerMillion: number;
}

/** The tenant's own prices; the platform assumes none. */
export interface Prices {
  currency: string;
  models: ModelPrice[];
}

/** A row in the form, with a key that stays while others come and go. */
export type PriceRow = ModelPrice & { key: number };

export const mostPrices = 100;

/** What is sent: no row removes the stored prices. */
export const pricesOf = (currency: string, rows: readonly PriceRow[]): Prices => ({
  currency: currency.trim().toUpperCase(),
  models: rows.map(({ model, inputPerMillion, outputPerMillion }) => ({
    model: model.trim(),
    inputPerMillion,
    outputPerMillion,
  })),
});

/** The objections to one row: `prices.models[1].model`, or to its numbers by `prices.models[1]`. */
export const rowErrors = (errors: Record<string, string>, index: number) => ({
  model: errors[`prices.models[${index}].model`],
  numbers: errors[`prices.models[${index}]`],
});
