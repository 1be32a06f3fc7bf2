using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>A wallet and those of its holds that are concerned.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Holds">The holds; ids that name no hold are not in it.</param>
public sealed record WalletState(Wallet Wallet, IReadOnlyDictionary<Id<Hold>, Hold> Holds);
