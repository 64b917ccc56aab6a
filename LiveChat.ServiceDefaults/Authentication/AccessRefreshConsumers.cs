using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>A tenant's access facts changed: takes them into this process's directory.</summary>
internal sealed class RefreshTenantDirectoryConsumer(TenantDirectory tenants) : IConsumer<TenantAccessChanged>
{
    public Task Consume(ConsumeContext<TenantAccessChanged> context)
    {
        tenants.Apply(context.Message.Access);
        return Task.CompletedTask;
    }
}

/// <summary>A member of staff lost or changed access: older tokens are refused from now on.</summary>
internal sealed class RefreshStaffRevocationsConsumer(StaffRevocations revocations) : IConsumer<StaffAccessChanged>
{
    public Task Consume(ConsumeContext<StaffAccessChanged> context)
    {
        revocations.Apply(context.Message);
        return Task.CompletedTask;
    }
}

/// <summary>Signing keys were rotated: every token is checked anew, against keys that are read anew.</summary>
internal sealed class RefreshSigningKeysConsumer(ISigningKeys keys, TokenVerifier verifier) : IConsumer<SigningKeysChanged>
{
    public Task Consume(ConsumeContext<SigningKeysChanged> context)
    {
        (keys as RemoteSigningKeys)?.Expire();
        verifier.ForgetSignatures();
        return Task.CompletedTask;
    }
}
