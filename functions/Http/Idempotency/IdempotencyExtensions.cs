using Microsoft.AspNetCore.Builder;

namespace Tallystick.Http.Idempotency;

/// <summary>Says which endpoints heed the header Idempotency-Key: every POST, but for those marked here.</summary>
public static class IdempotencyExtensions
{
    /// <summary>Takes an endpoint out: its body carries a key of its own, or its answer a secret that must not be stored.</summary>
    public static TBuilder IgnoreIdempotencyKey<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new WithoutIdempotencyKey());
}
