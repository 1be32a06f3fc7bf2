using Tallystick.Core.Usage;

namespace Tallystick.Local.Log;

/// <summary>An account as the log has it.</summary>
/// <param name="Account">The account.</param>
/// <param name="Utf8">Its text.</param>
/// <param name="Partition">The partition of its records.</param>
internal sealed record AccountKey(AccountId Account, byte[] Utf8, int Partition);
