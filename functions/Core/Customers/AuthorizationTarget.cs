using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>What a token opens.</summary>
/// <param name="Tenant">Whose link, as <see cref="Tenancy.Tenant.ToString"/> writes it.</param>
/// <param name="LinkId">Which.</param>
internal sealed record AuthorizationTarget(string Tenant, Id<AuthorizationLink> LinkId);
