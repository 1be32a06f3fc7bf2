using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>That a hold is worth a look when the account's open ones are wanted.</summary>
/// <param name="Hold">Which.</param>
internal sealed record LiveHold(Id<Hold> Hold);
