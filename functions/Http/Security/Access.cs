using Tallystick.Core.Tenancy;

namespace Tallystick.Http.Security;

/// <summary>Who may call an endpoint. One that says nothing demands <see cref="Scope.Admin"/>.</summary>
/// <param name="Kind">What sort of caller.</param>
/// <param name="Scope">What the caller's key must allow.</param>
public sealed record Access(AccessKind Kind, Scope Scope = Scope.Admin);
