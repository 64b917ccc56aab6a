-- What the tenant says that its models cost, as JSON; null where it said nothing. No price is ever assumed.
alter table provider add column prices text;

-- What was asked of providers, by day (UTC), assistant and model. The cost is in millionths of the currency, by the price of that
-- moment; the currency is '' for what no price was set for. The nil assistant stands for turns that nobody was picked for.
create table provider_usage (
  tenant_id text not null,
  day text not null,
  assistant_id uuid not null,
  model text not null,
  currency text not null,
  calls bigint not null,
  input_tokens bigint not null,
  output_tokens bigint not null,
  cost bigint not null,
  primary key (tenant_id, day, assistant_id, model, currency)
);
