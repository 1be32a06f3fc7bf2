using Microsoft.AspNetCore.Builder;
using Tallystick.Core.Tenancy;

namespace Tallystick.Http.Security;

/// <summary>Says who may call an endpoint.</summary>
public static class AccessExtensions
{
    /// <summary>Whoever has an API key with this scope; admin holds the others.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, Scope scope)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Access(AccessKind.Tenant, scope));

    /// <summary>A customer, whom a link has let in to the portal; keys and other sessions are not looked at.</summary>
    public static TBuilder RequirePortal<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Access(AccessKind.Portal));

    /// <summary>Whoever has the operator key.</summary>
    public static TBuilder RequireOperator<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Access(AccessKind.Operator));

    /// <summary>Anyone, without a key.</summary>
    public static TBuilder AllowAnyone<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Access(AccessKind.Anyone));
}
