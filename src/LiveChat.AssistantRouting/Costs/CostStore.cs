using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Costs;

/// <summary>Sums by day. They grow within the command that stores a turn's draft, so a repeated event counts nothing twice.</summary>
internal sealed class CostStore([FromKeyedServices(AssistantRoutingModule.Name)] ServiceDatabase database)
{
    private const int MostRows = 10_000;

    /// <summary>Adds a turn's costs to the command that stores its draft.</summary>
    /// <param name="where">Holds only if this command stored it.</param>
    public static void Append(Sql sql, IReadOnlyList<DayCost> costs, string where)
    {
        for (var i = 0; i < costs.Count; i++)
        {
            var cost = costs[i];
            sql.Append($"""
                insert into provider_usage (tenant_id, day, assistant_id, model, currency, calls, input_tokens, output_tokens, cost)
                select @tenant, @day{i}, @assistant{i}, @model{i}, @currency{i}, @calls{i}, @input{i}, @output{i}, @cost{i} where {where}
                on conflict (tenant_id, day, assistant_id, model, currency) do update set calls = provider_usage.calls + excluded.calls,
                  input_tokens = provider_usage.input_tokens + excluded.input_tokens,
                  output_tokens = provider_usage.output_tokens + excluded.output_tokens, cost = provider_usage.cost + excluded.cost;
                """)
                .With($"day{i}", cost.Day).With($"assistant{i}", cost.AssistantId).With($"model{i}", cost.Model).With($"currency{i}", cost.Currency)
                .With($"calls{i}", cost.Calls).With($"input{i}", cost.InputTokens).With($"output{i}", cost.OutputTokens).With($"cost{i}", cost.Cost);
        }
    }

    /// <summary>Adds what a call outside of a turn's draft took.</summary>
    public Task AddAsync(string tenantId, IReadOnlyList<DayCost> costs, CancellationToken cancellationToken)
    {
        var sql = new Sql("");
        Append(sql, costs, "1 = 1");
        return database.WriteAsync(sql.With("tenant", tenantId), cancellationToken);
    }

    /// <summary>The sums of the days from one to the other, both included, in their order.</summary>
    public Task<List<DayCost>> ListAsync(string tenantId, string from, string to, CancellationToken cancellationToken) => database.ListAsync(new Sql("""
        select day, assistant_id, model, currency, calls, input_tokens, output_tokens, cost from provider_usage
        where tenant_id = @tenant and day >= @from and day <= @to order by day, assistant_id, model, currency limit @limit;
        """).With("tenant", tenantId).With("from", from).With("to", to).With("limit", MostRows),
        r => new DayCost(r.GetString(0), r.GetGuid(1), r.GetString(2), r.GetString(3), r.GetInt64(4), r.GetInt64(5), r.GetInt64(6), r.GetInt64(7)), cancellationToken);

    /// <summary>Forgets days before one.</summary>
    public Task<int> PruneAsync(string before, CancellationToken cancellationToken) =>
        database.WriteAsync(new Sql("delete from provider_usage where day < @before;").With("before", before), cancellationToken);
}
